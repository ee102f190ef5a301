package opensearch

import (
	"context"
	_ "embed"
	"encoding/json"
	"net/http"

	"gongbao/corpus/figure"
	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/search/engine/opensearch/cluster"
)

// An object is a JSON object of a request.
type object = map[string]any

// definition holds the settings and mappings of an index.
//
//go:embed index.json
var definition []byte

// makeFirst creates the first index behind the alias. If two processes do so at once, one finds what the other has
// created.
func (c *client) makeFirst(ctx context.Context) error {
	name := c.First()
	if err := c.makeIndex(ctx, name); err != nil {
		return err
	}
	err := c.createState(ctx, &state{Format: format, Text: textVersion, Figures: figure.Edition, index: name})
	if err != nil && !cluster.IsStatus(err, http.StatusConflict) {
		return err
	}
	if exists, err := c.hasAlias(ctx); err != nil || exists {
		return err
	}
	return c.point(ctx, "", name)
}

// hasAlias reports whether the alias points to an index.
func (c *client) hasAlias(ctx context.Context) (bool, error) {
	err := c.read(ctx, "/_alias/"+c.Name, nil, nil)
	if cluster.IsStatus(err, http.StatusNotFound) {
		return false, nil
	}
	return err == nil, err
}

// makeIndex creates an OpenSearch index unless it exists.
func (c *client) makeIndex(ctx context.Context, name string) error {
	var body struct {
		Settings struct {
			Index object `json:"index"`
		} `json:"settings"`
		Mappings json.RawMessage `json:"mappings"`
	}
	if err := json.Unmarshal(definition, &body); err != nil {
		return err
	}
	body.Settings.Index["number_of_shards"], body.Settings.Index["number_of_replicas"] = c.Shards, c.Replicas
	encoded, err := json.Marshal(body)
	if err != nil {
		return err
	}
	err = c.Do(ctx, cluster.Request{Method: http.MethodPut, Path: "/" + name, Body: encoded, Patience: writePatience}, nil)
	if cluster.KindOf(err) == "resource_already_exists_exception" {
		return nil
	}
	return err
}

// point moves the alias to an index, atomically away from the one before if before is not empty.
func (c *client) point(ctx context.Context, before, index string) error {
	actions := []any{object{"add": object{"index": index, "alias": c.Name}}}
	if before != "" {
		actions = append(actions, object{"remove": object{"index": before, "alias": c.Name, "must_exist": true}})
	}
	encoded, err := json.Marshal(object{"actions": actions})
	if err != nil {
		return err
	}
	err = c.Do(ctx, cluster.Request{Method: http.MethodPost, Path: "/_aliases", Body: encoded, Patience: readPatience}, nil)
	if cluster.KindOf(err) == "invalid_alias_name_exception" {
		return language.New("engine.cluster.taken", c, engine.ErrNotIndex)
	}
	return err
}

// dropLeft deletes the remains of killed rebuilds: indexes with our names that no alias points to.
func (c *client) dropLeft(ctx context.Context, but string) error {
	var aliases map[string]struct {
		Aliases map[string]any `json:"aliases"`
	}
	if err := c.read(ctx, "/"+c.Name+"-*/_alias", nil, &aliases); err != nil {
		return err
	}
	for index, has := range aliases {
		if c.Named(index) && len(has.Aliases) == 0 && index != but {
			if err := c.drop(ctx, index); err != nil {
				return err
			}
		}
	}
	return nil
}

// drop deletes an OpenSearch index, if it exists.
func (c *client) drop(ctx context.Context, index string) error {
	err := c.Do(ctx, cluster.Request{Method: http.MethodDelete, Path: "/" + index, Patience: readPatience}, nil)
	if cluster.IsStatus(err, http.StatusNotFound) {
		return nil
	}
	return err
}

// refresh makes all writes so far searchable, in every copy.
func (c *client) refresh(ctx context.Context, index string) error {
	var answer struct {
		Shards shards `json:"_shards"`
	}
	err := c.Do(ctx, cluster.Request{Method: http.MethodPost, Path: "/" + index + "/_refresh", Patience: writePatience}, &answer)
	if err == nil && answer.Shards.Failed > 0 {
		return language.New("engine.cluster.refresh", engine.ErrUnavailable, c, answer.Shards.Failed)
	}
	return err
}

// flush commits all writes so far to the index itself. Merges then need not keep the soft deletes and the translog,
// which would double the size of the index for a long time.
func (c *client) flush(ctx context.Context, index string) error {
	return c.Do(ctx, cluster.Request{Method: http.MethodPost, Path: "/" + index + "/_flush", Patience: writePatience}, nil)
}

// shards counts the shards behind an answer.
type shards struct {
	Total      int `json:"total"`
	Successful int `json:"successful"`
	Failed     int `json:"failed"`
}
