package testcluster

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// Ask sends a request to the nodes in turn until one answers, and decodes the JSON answer into answer unless that is
// nil. An empty body sends none. A status other than 2xx is an error with the reason.
func (c *Cluster) Ask(ctx context.Context, method, path, body string, answer any) (err error) {
	for _, url := range c.URLs {
		if err = ask(ctx, method, url+path, body, answer); err == nil {
			return nil
		}
	}
	return err
}

// ask sends a request to one node.
func ask(ctx context.Context, method, url, body string, answer any) error {
	req, err := http.NewRequestWithContext(ctx, method, url, strings.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= http.StatusMultipleChoices {
		why, _ := io.ReadAll(io.LimitReader(resp.Body, 1000)) // the status suffices if this fails
		return fmt.Errorf("%s %s: %s: %s", method, url, resp.Status, why)
	}
	if answer == nil {
		return nil
	}
	return json.NewDecoder(resp.Body).Decode(answer)
}
