package server

import (
	"context"
	"io/fs"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"gongbao/indexer/outcome"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/engine"
)

// metrics are the server's own metrics.
type metrics struct {
	requests *prometheus.CounterVec   // by route, method and status
	latency  *prometheus.HistogramVec // by route
	searches *prometheus.CounterVec   // by the tier that answered
	uploads  *prometheus.CounterVec   // by how they ended
}

func newMetrics(s *Server) (*metrics, error) {
	m := &metrics{
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "gongbao_http_requests_total", Help: "Requests answered.",
		}, []string{"route", "method", "status"}),
		latency: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "gongbao_http_request_duration_seconds", Help: "Time to answer a request.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10},
		}, []string{"route"}),
		searches: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "gongbao_searches_total", Help: "Searches answered, by the tier that had something to say.",
		}, []string{"match"}),
		uploads: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "gongbao_uploads_total", Help: "Files uploaded, by how they ended.",
		}, []string{"outcome"}),
	}
	for _, outcome := range []string{uploadDone, uploadFailed} {
		m.uploads.WithLabelValues(outcome) // shown before the first one
	}
	for _, c := range []prometheus.Collector{
		m.requests, m.latency, m.searches, m.uploads, indexCollector{s},
		gauge("gongbao_searches_running", "Searches that run now.", func() float64 {
			running, _ := s.gate.load()
			return float64(running)
		}),
		gauge("gongbao_searches_waiting", "Searches that wait for their turn.", func() float64 {
			_, waiting := s.gate.load()
			return float64(waiting)
		}),
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	} {
		if err := s.opt.Registry.Register(c); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// searched counts an answered search.
func (m *metrics) searched(tier search.Match) { m.searches.WithLabelValues(string(tier)).Inc() }

// How an upload ends: with nothing that failed, or with a file that could not be read or an index that could not be written.
const uploadDone, uploadFailed = "done", "failed"

// counted returns index with its results counted.
func (m *metrics) counted(index IndexFile) IndexFile {
	return func(ctx context.Context, files fs.FS, path string, lang language.Lang) (outcome.Outcome, error) {
		o, err := index(ctx, files, path, lang)
		ended := uploadDone
		if err != nil || o.Counts.Failed > 0 {
			ended = uploadFailed
		}
		m.uploads.WithLabelValues(ended).Inc()
		return o, err
	}
}

func gauge(name, help string, value func() float64) prometheus.Collector {
	return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, value)
}

// An indexCollector reports the state of the index when metrics are collected.
type indexCollector struct{ s *Server }

var (
	indexInfo       = prometheus.NewDesc("gongbao_index_info", "The state of the index that is served; 1 when one is open.", []string{"version"}, nil)
	indexReports    = prometheus.NewDesc("gongbao_index_reports", "Reports in the index.", nil, nil)
	indexParagraphs = prometheus.NewDesc("gongbao_index_paragraphs", "Paragraphs in the index.", nil, nil)
	indexBytes      = prometheus.NewDesc("gongbao_index_bytes", "Bytes of the index in storage, on a cluster without replicas.", nil, nil)
	indexUpdated    = prometheus.NewDesc("gongbao_index_updated_timestamp_seconds", "When the latest report was indexed.", nil, nil)
)

func (i indexCollector) Describe(to chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{indexInfo, indexReports, indexParagraphs, indexBytes, indexUpdated} {
		to <- d
	}
}

// collectTime bounds what a collection may ask of the index.
const collectTime = time.Second

func (i indexCollector) Collect(to chan<- prometheus.Metric) {
	service := i.s.site.Service()
	if service == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), collectTime)
	defer cancel()
	show := func(d *prometheus.Desc, value float64, labels ...string) {
		to <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, value, labels...)
	}
	err := service.Read(ctx, func(e *search.Edition) error {
		reports, err := e.Reports(ctx)
		if err != nil {
			return err
		}
		paragraphs, latest := 0, time.Time{}
		for _, r := range reports {
			paragraphs += r.Paragraphs
			if at, err := time.Parse(time.RFC3339, r.Indexed); err == nil && at.After(latest) { // old indexes do not record it
				latest = at
			}
		}
		show(indexInfo, 1, e.Version())
		show(indexReports, float64(len(reports)))
		show(indexParagraphs, float64(paragraphs))
		if !latest.IsZero() {
			show(indexUpdated, float64(latest.Unix()))
		}
		return nil
	})
	if err != nil {
		to <- prometheus.NewInvalidMetric(indexInfo, err)
	}
	if measured, ok := i.s.opt.Index.(engine.Measured); ok {
		bytes, err := measured.Stored(ctx)
		if err != nil {
			to <- prometheus.NewInvalidMetric(indexBytes, err)
			return
		}
		show(indexBytes, float64(bytes))
	}
}

// exposition answers with the metrics. It leaves out those that fail, and shows the rest.
func (s *Server) exposition() handler {
	return wrap(promhttp.HandlerFor(s.opt.Registry, promhttp.HandlerOpts{
		ErrorHandling: promhttp.ContinueOnError, DisableCompression: true,
	}))
}
