package search

import "context"

// Version names the state of the index: equal versions give equal answers.
func (s *Service) Version(ctx context.Context) (string, error) { return s.engine.Version(ctx) }
