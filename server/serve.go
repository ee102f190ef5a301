package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
)

// maxHeader bounds a request's header with its address, in bytes. It fits the longest query, percent-encoded.
const maxHeader = 64 << 10

// Serve answers requests on l until ctx ends, then finishes the running ones and returns nil. It closes l.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	h := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: s.opt.Timeouts.Header,
		ReadTimeout:       s.opt.Timeouts.Read,
		WriteTimeout:      s.opt.Timeouts.Write,
		IdleTimeout:       s.opt.Timeouts.Idle,
		MaxHeaderBytes:    maxHeader,
		ErrorLog:          slog.NewLogLogger(s.opt.Logger.Handler(), slog.LevelDebug),
	}
	s.api.Warm(ctx)
	s.pages.Warm(ctx)
	ended := make(chan error, 1)
	go func() { ended <- h.Serve(problemListener{l}) }()
	select {
	case err := <-ended:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	// ctx has ended; under it the running requests would end, too.
	finishing, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.opt.Timeouts.Shutdown)
	defer cancel()
	if err := h.Shutdown(finishing); err != nil {
		return errors.Join(fmt.Errorf("shut down: %w", err), h.Close())
	}
	return nil
}
