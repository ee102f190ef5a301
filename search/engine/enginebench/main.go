// Command enginebench measures an engine on many paragraphs, and prints a table.
//
//	go run ./search/engine/enginebench -data DIR -paragraphs 100000 [-index DIR] [-peers groonga,sqlite]
//
// The paragraphs are sentences of the real reports below -data, put together anew in a random order that is the same in
// every run, about 650 bytes each; they serve for cost and not for relevance. Every query is asked with exact totals, all
// facets, ten hits and snippets, one at a time, and never answered from a cache.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"os/signal"
	"runtime/pprof"
)

func main() {
	log.SetFlags(0)
	var o options
	flag.StringVar(&o.data, "data", os.Getenv("GONGBAO_DATA"), "directory with reports to take sentences from")
	flag.IntVar(&o.paragraphs, "paragraphs", 100_000, "number of paragraphs")
	flag.StringVar(&o.index, "index", "", "directory to keep the index in, and to take it from when it is there; a temporary one when empty")
	flag.StringVar(&o.peers, "peers", "", "other engines to ask the same: groonga, sqlite, or both with a comma")
	flag.StringVar(&o.profile, "profile", "", "file to write a CPU profile of the queries to")
	only := flag.String("query", "", "the only query to ask")
	flag.IntVar(&o.rounds, "rounds", 15, "times that each query is asked")
	flag.Parse()
	if *only != "" {
		queries = []string{*only}
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if o.data == "" {
		log.Fatal("enginebench: no reports to take sentences from; set GONGBAO_DATA or -data")
	}
	if err := run(ctx, o); err != nil {
		log.Fatal("enginebench: ", err)
	}
}

type options struct {
	data       string
	paragraphs int
	index      string
	peers      string
	rounds     int
	profile    string
}

// The queries, from rare to frequent.
var queries = []string{
	"碳排放", "高质量发展", "习近平新时代中国特色社会主义思想", "绿", "发展", "5G基站", "粮食产量", "乡村振兴 就业",
	"改革 OR 开放", "高质量发展 -创新",
}

func run(ctx context.Context, o options) error {
	e, built, err := openIndex(ctx, o)
	if err != nil {
		return err
	}
	defer e.Close()
	fmt.Println(built)
	stop, err := startProfile(o.profile)
	if err != nil {
		return err
	}
	table, err := measure(ctx, e, o)
	stop()
	if err != nil {
		return err
	}
	peers, err := measurePeers(ctx, o)
	if err != nil {
		return err
	}
	table.print(peers)
	if err := measureMix(ctx, e, o); err != nil {
		return err
	}
	return measureHostile(ctx, e, o)
}

// startProfile profiles the processor until stop is called, when a file is named.
func startProfile(file string) (stop func(), err error) {
	if file == "" {
		return func() {}, nil
	}
	f, err := os.Create(file)
	if err != nil {
		return nil, err
	}
	return pprof.StopCPUProfile, pprof.StartCPUProfile(f)
}
