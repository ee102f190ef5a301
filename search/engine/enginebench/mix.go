package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"gongbao/search"
	"gongbao/search/engine"
)

// measureMix asks for random stretches of real sentences, two at a time, for five seconds.
func measureMix(ctx context.Context, e engine.Engine, o options) error {
	sentences, err := sentencesBelow(ctx, filepath.Join(o.data, "reports"))
	if err != nil {
		return err
	}
	const workers = 2
	service := search.New(e, nil)
	times := make([][]time.Duration, workers)
	errs := make([]error, workers)
	began := time.Now()
	var group sync.WaitGroup
	for w := range workers {
		group.Go(func() {
			r := rand.New(rand.NewPCG(7, uint64(w)))
			for time.Since(began) < 5*time.Second && errs[w] == nil {
				sentence := []rune(sentences[r.IntN(len(sentences))])
				n := min(2+r.IntN(7), len(sentence))
				from := r.IntN(len(sentence) - n + 1)
				asked := time.Now()
				_, errs[w] = service.Search(ctx, search.Request{Query: string(sentence[from : from+n]), Mode: search.Exact})
				times[w] = append(times[w], time.Since(asked))
			}
		})
	}
	group.Wait()
	all := slices.Concat(times...)
	slices.Sort(all)
	fmt.Printf("random real queries, %d at a time: %.0f a second, p50 %.2f ms, p99 %.2f ms\n",
		workers, float64(len(all))/time.Since(began).Seconds(), ms(all[len(all)/2]), ms(all[len(all)*99/100]))
	return errs[0]
}
