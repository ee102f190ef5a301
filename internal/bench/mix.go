package main

import (
	"context"
	"errors"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"gongbao/search"
	"gongbao/search/engine"
)

// A mix is the cost of searches for random parts of real sentences, by several workers at a time.
type mix struct {
	workers  int
	rate     float64 // answers per second
	p50, p99 time.Duration
}

// measureMixes runs two workers and, if engines are compared, eight, for five seconds each.
func measureMixes(ctx context.Context, e engine.Engine, o options) (mixes []mix, err error) {
	sentences, err := sentencesBelow(ctx, filepath.Join(o.data, "reports"))
	if err != nil {
		return nil, err
	}
	workers := []int{2}
	if !o.alone() {
		workers = []int{2, 8}
	}
	for _, n := range workers {
		m, err := askMix(ctx, e, sentences, n, 5*time.Second, 7)
		if err != nil {
			return nil, err
		}
		mixes = append(mixes, m)
	}
	return mixes, nil
}

// warmUp runs queries other than the measured ones.
func warmUp(ctx context.Context, e engine.Engine, k kind, o options) error {
	if k.warmUp == 0 {
		return nil
	}
	sentences, err := sentencesBelow(ctx, filepath.Join(o.data, "reports"))
	if err != nil {
		return err
	}
	_, err = askMix(ctx, e, sentences, 2, k.warmUp, 8)
	return err
}

func askMix(ctx context.Context, e engine.Engine, sentences []string, workers int, d time.Duration, seed uint64) (mix, error) {
	service := search.New(e, nil)
	times := make([][]time.Duration, workers)
	errs := make([]error, workers)
	began := time.Now()
	var group sync.WaitGroup
	for w := range workers {
		group.Go(func() {
			r := rand.New(rand.NewPCG(seed, uint64(w)))
			for time.Since(began) < d && errs[w] == nil {
				asked := time.Now()
				_, errs[w] = service.Search(ctx, search.Request{Query: stretch(r, sentences), Mode: search.Exact})
				times[w] = append(times[w], time.Since(asked))
			}
		})
	}
	group.Wait()
	all := slices.Concat(times...)
	slices.Sort(all)
	return mix{workers, float64(len(all)) / time.Since(began).Seconds(), all[len(all)/2], all[len(all)*99/100]}, errors.Join(errs...)
}

// stretch returns two to eight characters of a sentence.
func stretch(r *rand.Rand, sentences []string) string {
	sentence := []rune(sentences[r.IntN(len(sentences))])
	n := min(2+r.IntN(7), len(sentence))
	from := r.IntN(len(sentence) - n + 1)
	return string(sentence[from : from+n])
}
