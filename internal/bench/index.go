package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"gongbao/internal/processor"
	"gongbao/search/engine"
)

// An index describes an index and the cost of building it.
type index struct {
	paragraphs int
	built      time.Duration // 0 if the index existed; then only opened is set too
	text       int           // bytes of the paragraphs
	raw        int           // bytes on disk of one copy right after indexing
	size, all  int           // bytes on disk after settling: of one copy, and of all copies
	settled    time.Duration // time to settle
	processor  time.Duration // of this process, while it built
	peak       int           // peak memory of this process in MB
	opened     time.Duration
	verified   bool // opening read the whole index
}

// openIndex opens the index of a target and fills it if it is empty.
func openIndex(ctx context.Context, k kind, p target, o options) (engine.Engine, index, error) {
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

func (x *index) open(ctx context.Context, k kind, p target) (engine.Engine, error) {
	began := time.Now()
	e, err := k.driver.Create(ctx, p.location())
	x.opened = time.Since(began)
	return e, err
}

func (x *index) settle(ctx context.Context, p target) (err error) {
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
	began, used := time.Now(), processor.Time()
	err = e.Update(ctx, reports(sentences, o.paragraphs))
	x.built, x.processor, x.peak = time.Since(began), processor.Time()-used, peakRSS()
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

// speed returns MB of text per second.
func (x index) speed() float64 { return mb(x.text) / x.built.Seconds() }

// expansion returns the size of the index relative to the text.
func (x index) expansion() float64 { return float64(x.size) / float64(x.text) }

func mb(bytes int) float64 { return float64(bytes) / 1e6 }
