package testcluster

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// Ask sends a request to the first node that answers it, and decodes the answer, which is JSON, into answer unless that is
// nil. An empty body is none. A status other than 2xx is an error that says why.
func (c *Cluster) Ask(ctx context.Context, method, path, body string, answer any) (err error) {
	for _, url := range c.URLs {
		if err = ask(ctx, method, url+path, body, answer); err == nil {
			return nil
		}
	}
	return err
}

// ask is Ask of one node.
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
		why, _ := io.ReadAll(io.LimitReader(resp.Body, 1000)) // the status says enough when this fails
		return fmt.Errorf("%s %s: %s: %s", method, url, resp.Status, why)
	}
	if answer == nil {
		return nil
	}
	return json.NewDecoder(resp.Body).Decode(answer)
}
