package server

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"gongbao/search"
)

// metrics are the server's own metrics.
type metrics struct {
	requests *prometheus.CounterVec   // by route, method and status
	latency  *prometheus.HistogramVec // by route
	searches *prometheus.CounterVec   // by the tier that answered
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
	}
	for _, c := range []prometheus.Collector{
		m.requests, m.latency, m.searches, indexCollector{s},
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

func gauge(name, help string, value func() float64) prometheus.Collector {
	return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, value)
}

// An indexCollector reports the version of the index when metrics are collected.
type indexCollector struct{ s *Server }

func (i indexCollector) desc() *prometheus.Desc {
	return prometheus.NewDesc("gongbao_index_info", "The state of the index that is served; 1 when one is open.", []string{"version"}, nil)
}

func (i indexCollector) Describe(to chan<- *prometheus.Desc) { to <- i.desc() }

func (i indexCollector) Collect(to chan<- prometheus.Metric) {
	service := i.s.site.Service()
	if service == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	version, err := service.Version(ctx)
	if err != nil {
		to <- prometheus.NewInvalidMetric(i.desc(), err)
		return
	}
	to <- prometheus.MustNewConstMetric(i.desc(), prometheus.GaugeValue, 1, version)
}

// exposition answers with the metrics. It leaves out those that fail, and shows the rest.
func (s *Server) exposition() handler {
	return wrap(promhttp.HandlerFor(s.opt.Registry, promhttp.HandlerOpts{
		ErrorHandling: promhttp.ContinueOnError, DisableCompression: true,
	}))
}
