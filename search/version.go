package search

import "context"

// Version returns the version of the index. Equal versions give equal answers.
func (s *Service) Version(ctx context.Context) (string, error) { return s.engine.Version(ctx) }
