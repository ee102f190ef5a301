package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"gongbao/search/engine"
)

// An index is what is known of an index and of what it took to build it.
type index struct {
	paragraphs int
	built      time.Duration // 0 when it was there; so are the others but opened
	text       int           // bytes of the paragraphs
	raw        int           // bytes on disk of one copy as indexing leaves it
	size, all  int           // and once it has settled: of one copy, and of all copies
	settled    time.Duration // what that took
	peak       int           // MB of memory that this process took
	opened     time.Duration
	verified   bool // it was read in full to open it
}

// openIndex opens the index in p, filling it when it is empty.
func openIndex(ctx context.Context, k kind, p place, o options) (engine.Engine, index, error) {
	x := index{paragraphs: o.paragraphs, verified: k.verifies}
	e, err := x.open(ctx, k, p)
	if err != nil {
		return nil, x, err
	}
	held, err := paragraphsIn(ctx, e)
	if err == nil && held == 0 {
		if err = errors.Join(x.fill(ctx, e, o), e.Close()); err != nil {
			return nil, x, err
		}
		if x.raw, _, err = p.size(ctx); err != nil {
			return nil, x, err
		}
		if e, err = x.open(ctx, k, p); err != nil {
			return nil, x, err
		}
		held, err = paragraphsIn(ctx, e)
	}
	if err == nil && held != o.paragraphs {
		err = fmt.Errorf("the index holds %d paragraphs, not %d", held, o.paragraphs)
	}
	if err == nil {
		err = x.settle(ctx, p)
	}
	if err != nil {
		return nil, x, errors.Join(err, e.Close())
	}
	return e, x, nil
}

func (x *index) open(ctx context.Context, k kind, p place) (engine.Engine, error) {
	began := time.Now()
	e, err := k.driver.Create(ctx, p.location())
	x.opened = time.Since(began)
	return e, err
}

func (x *index) settle(ctx context.Context, p place) (err error) {
	began := time.Now()
	if err := p.settle(ctx); err != nil {
		return err
	}
	x.settled = time.Since(began)
	x.size, x.all, err = p.size(ctx)
	return err
}

func paragraphsIn(ctx context.Context, e engine.Engine) (n int, err error) {
	summaries, err := e.Reports(ctx)
	for _, s := range summaries {
		n += s.Paragraphs
	}
	return n, err
}

func (x *index) fill(ctx context.Context, e engine.Engine, o options) error {
	sentences, err := sentencesBelow(ctx, filepath.Join(o.data, "reports"))
	if err != nil {
		return err
	}
	for change := range reports(sentences, o.paragraphs) {
		for _, p := range change.Put.Paragraphs {
			x.text += len(p.Text)
		}
	}
	began := time.Now()
	err = e.Update(ctx, reports(sentences, o.paragraphs))
	x.built, x.peak = time.Since(began), peakRSS()
	return err
}

func (x index) String() string {
	opened := fmt.Sprintf("opened in %.2f s", x.opened.Seconds())
	if x.verified {
		opened += ", all checksums verified"
	}
	if x.built == 0 {
		return opened
	}
	return fmt.Sprintf("%d paragraphs, %.1f MB of text: indexed in %.1f s (%.1f MB/s), index %.1f MB (%.2f times the text), peak RSS %d MB\n%s",
		x.paragraphs, mb(x.text), x.built.Seconds(), x.speed(), mb(x.size), x.expansion(), x.peak, opened)
}

// speed is in MB of text a second.
func (x index) speed() float64 { return mb(x.text) / x.built.Seconds() }

// expansion is how many times the text the index takes.
func (x index) expansion() float64 { return float64(x.size) / float64(x.text) }

func mb(bytes int) float64 { return float64(bytes) / 1e6 }
