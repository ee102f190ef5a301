package opensearch

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"gongbao/guard"
	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/search/engine/opensearch/cluster"
)

const (
	// batchBytes is the approximate size of a batch: OpenSearch indexes it in well under a second.
	batchBytes = 4 << 20
	// batchesAtOnce bounds memory, and the load that a busy cluster must reject.
	batchesAtOnce = 3
)

// A bulk sends documents to an index in concurrent batches. add blocks while too many are in flight.
type bulk struct {
	*client
	ctx   context.Context // ends when a batch fails
	group *errgroup.Group
	index string
	batch []line
	size  int
}

// A line is the action and the source of one document.
type line struct{ action, document []byte }

func newBulk(ctx context.Context, c *client, index string) *bulk {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(batchesAtOnce)
	return &bulk{client: c, ctx: ctx, group: group, index: index}
}

// add queues a document. Documents with equal routing share a shard.
func (b *bulk) add(id, routing string, document any) error {
	action, err := json.Marshal(object{"index": object{"_id": id, "routing": routing}})
	if err != nil {
		return err
	}
	encoded, err := json.Marshal(document)
	if err != nil {
		return err
	}
	b.batch = append(b.batch, line{action, encoded})
	if b.size += len(action) + len(encoded); b.size >= batchBytes {
		b.send()
	}
	return b.ctx.Err()
}

func (b *bulk) send() {
	batch := b.batch
	b.batch, b.size = nil, 0
	b.group.Go(func() error {
		return guard.Do(func() error { return b.sendAll(b.ctx, b.index, batch) })
	})
}

// finish sends the rest and waits for all batches. It returns the first error.
func (b *bulk) finish() error {
	if len(b.batch) > 0 {
		b.send()
	}
	return b.group.Wait()
}

// sendAll sends a batch and resends the documents that the cluster rejects because it is busy or has lost a node.
func (c *client) sendAll(ctx context.Context, index string, batch []line) error {
	until := time.Now().Add(writePatience)
	for try := 1; ; try++ {
		left, err := c.sendOnce(ctx, index, batch)
		if err != nil || len(left) == 0 {
			return err
		}
		if time.Now().After(until) {
			return language.New("engine.cluster.busy", engine.ErrUnavailable, c, len(left))
		}
		batch = left
		if err := cluster.Pause(ctx, cluster.PauseBefore(try)); err != nil {
			return err
		}
	}
}

// sendOnce sends a batch and returns the documents to resend.
func (c *client) sendOnce(ctx context.Context, index string, batch []line) (again []line, err error) {
	var body bytes.Buffer
	for _, l := range batch {
		for _, part := range [][]byte{l.action, l.document} {
			body.Write(part)
			body.WriteByte('\n')
		}
	}
	var answer bulkAnswer
	err = c.Do(ctx, cluster.Request{Method: http.MethodPost, Path: "/" + index + "/_bulk", Body: body.Bytes(), Lines: true, Patience: writePatience, Most: countMost}, &answer)
	switch {
	case cluster.IsStatus(err, http.StatusRequestEntityTooLarge) && len(batch) > 1:
		half := len(batch) / 2
		return nil, errors.Join(c.sendAll(ctx, index, slices.Clone(batch[:half])), c.sendAll(ctx, index, slices.Clone(batch[half:])))
	case cluster.IsStatus(err, http.StatusRequestEntityTooLarge):
		return nil, language.New("engine.cluster.large", c, len(batch[0].document), batch[0].action, err)
	case err != nil:
		return nil, err
	}
	return c.rejected(batch, answer)
}

// A bulkAnswer holds the outcome of every document of a batch, in order.
type bulkAnswer struct {
	Items []struct {
		Index struct {
			Status int             `json:"status"`
			Error  json.RawMessage `json:"error"`
		} `json:"index"`
	} `json:"items"`
}

// rejected returns the documents that the cluster was too busy to index. It fails if the cluster refuses one for good.
func (c *client) rejected(batch []line, answer bulkAnswer) (again []line, err error) {
	if len(answer.Items) != len(batch) {
		return nil, language.New("engine.cluster.miscounted", engine.ErrUnavailable, c, len(answer.Items), len(batch))
	}
	for i, item := range answer.Items {
		switch status := item.Index.Status; {
		case status < http.StatusMultipleChoices:
		case status == http.StatusTooManyRequests || status >= http.StatusInternalServerError:
			again = append(again, batch[i])
		default:
			return nil, language.New("engine.cluster.refused", c, batch[i].action, item.Index.Error)
		}
	}
	return again, nil
}
