// Command bench measures engines on many paragraphs, one after the other, and prints tables.
//
//	go run ./internal/bench -data DIR -paragraphs 100000 [-engines bleve,opensearch] [-index DIR] [-peers all]
//
// The paragraphs are random sequences of sentences from the reports below -data, the same in every run, about 650 bytes
// each; they measure cost, not relevance. Every query computes exact totals, all facets, ten hits and snippets, one
// query at a time and without caches. Engines measured together must find the same, or the command prints the
// differences and fails.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"os/signal"
	"runtime/pprof"
	"strings"
	"syscall"

	"gongbao/internal/bench/peer"
	"gongbao/search"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("bench: ")
	var o options
	flag.StringVar(&o.data, "data", os.Getenv("GONGBAO_DATA"), "directory with reports to take sentences from")
	flag.IntVar(&o.paragraphs, "paragraphs", 100_000, "number of paragraphs")
	engines := flag.String("engines", "bleve", "engines to measure: bleve, opensearch, or both with a comma")
	flag.StringVar(&o.index, "index", "", "directory to keep bleve's index in, and to take it from when it is there; a temporary one when empty")
	flag.StringVar(&o.peers, "peers", "", "other engines to ask the same: "+strings.Join(peer.Names(), ", ")+" with commas, or all that this machine has what it takes for")
	flag.StringVar(&o.profile, "profile", "", "file to write a CPU profile of the queries to")
	only := flag.String("query", "", "the only query to ask")
	flag.IntVar(&o.rounds, "rounds", 200, "times that each query is asked")
	flag.Parse()
	o.engines = strings.Split(*engines, ",")
	if *only != "" {
		queries = []string{*only}
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if o.data == "" {
		log.Fatal("no reports to take sentences from; set GONGBAO_DATA or -data")
	}
	if err := run(ctx, o); err != nil {
		log.Fatal(err)
	}
}

type options struct {
	data       string
	paragraphs int
	engines    []string
	index      string
	peers      string
	rounds     int
	profile    string
}

// alone reports whether only one engine is measured.
func (o options) alone() bool { return len(o.engines) == 1 }

// The queries, from rare to frequent.
var queries = []string{
	"碳排放", "高质量发展", "习近平新时代中国特色社会主义思想", "绿", "发展", "5G基站", "粮食产量", "乡村振兴 就业",
	"改革 OR 开放", "高质量发展 -创新",
}

func run(ctx context.Context, o options) error {
	if o.profile != "" && !o.alone() {
		return errors.New("a profile is of one engine")
	}
	var results []result
	for _, name := range o.engines {
		r, err := measureEngine(ctx, name, o)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		results = append(results, r)
	}
	peers, err := measurePeers(ctx, o)
	if err != nil {
		return err
	}
	if o.alone() {
		results[0].print(peers)
	} else {
		printBeside(results, peers)
	}
	return verdict(results)
}

// A result holds all measurements of an engine.
type result struct {
	engine  string
	index   index
	rows    []row
	memory  string // of the process after the rows
	mixes   []mix
	hostile []hostileRow
}

// measureEngine measures an engine on a target of its own, which it closes before it returns.
func measureEngine(ctx context.Context, name string, o options) (r result, err error) {
	r.engine = name
	k, err := kindOf(name)
	if err != nil {
		return r, err
	}
	p, err := k.target(ctx, o)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	log.Printf("%s: index", name)
	e, index, err := openIndex(ctx, k, p, o)
	if err != nil {
		return r, err
	}
	defer e.Close()
	r.index = index
	log.Printf("%s: queries", name)
	if err := warmUp(ctx, e, k, o); err != nil {
		return r, err
	}
	stop, err := startProfile(o.profile)
	if err != nil {
		return r, err
	}
	r.rows, err = measureQueries(ctx, search.New(e, nil), o)
	stop()
	if err != nil {
		return r, err
	}
	r.memory = rss()
	if r.mixes, err = measureMixes(ctx, e, o); err != nil {
		return r, err
	}
	r.hostile, err = measureHostile(ctx, e, o)
	return r, err
}

// startProfile writes a CPU profile to file until stop is called. It does nothing if file is empty.
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
