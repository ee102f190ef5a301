package cluster

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/search/engine"
)

// clearEnvironment shields a test from the environment.
func clearEnvironment(t *testing.T) {
	t.Helper()
	for _, name := range []string{userVariable, passwordVariable, keyVariable, caVariable} {
		t.Setenv(name, "")
	}
}

// parsed parses a valid address.
func parsed(t *testing.T, address string) Location {
	t.Helper()
	at, err := ParseLocation(address)
	if err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	return at
}

func TestParseLocation(t *testing.T) {
	clearEnvironment(t)
	for address, want := range map[string]Location{
		"http://localhost:9200/gongbao":  {nodes: []string{"http://localhost:9200"}, Name: "gongbao", Shards: 3, Replicas: 1},
		"https://search.example/gongbao": {nodes: []string{"https://search.example"}, Name: "gongbao", Shards: 3, Replicas: 1},
		"https://a:9200,b:9201,c/g-1.x_y": {
			nodes: []string{"https://a:9200", "https://b:9201", "https://c"}, Name: "g-1.x_y", Shards: 3, Replicas: 1,
		},
		"http://[::1]:9200,10.0.0.2/gongbao": {nodes: []string{"http://[::1]:9200", "http://10.0.0.2"}, Name: "gongbao", Shards: 3, Replicas: 1},
		"https://proxy/search/cluster/gongbao": {
			nodes: []string{"https://proxy/search/cluster"}, Name: "gongbao", Shards: 3, Replicas: 1,
		},
		"https://a,b/proxied/gongbao": {
			nodes: []string{"https://a/proxied", "https://b/proxied"}, Name: "gongbao", Shards: 3, Replicas: 1,
		},
		"http://a/gongbao?shards=6&replicas=2":    {nodes: []string{"http://a"}, Name: "gongbao", Shards: 6, Replicas: 2},
		"http://a/gongbao?replicas=0":             {nodes: []string{"http://a"}, Name: "gongbao", Shards: 3, Replicas: 0},
		"http://a/gongbao?shards=1024":            {nodes: []string{"http://a"}, Name: "gongbao", Shards: 1024, Replicas: 1},
		"http://a/gongbao?":                       {nodes: []string{"http://a"}, Name: "gongbao", Shards: 3, Replicas: 1},
		"https://reader:secret@a:9200,b/gongbao":  {nodes: []string{"https://a:9200", "https://b"}, Name: "gongbao", user: "reader", password: "secret", Shards: 3, Replicas: 1},
		"https://r%40x:a%3Ab%2Fc%2C%25@a/gongbao": {nodes: []string{"https://a"}, Name: "gongbao", user: "r@x", password: "a:b/c,%", Shards: 3, Replicas: 1},
		"https://reader:a:b+c@a/gongbao":          {nodes: []string{"https://a"}, Name: "gongbao", user: "reader", password: "a:b+c", Shards: 3, Replicas: 1},
	} {
		if diff := cmp.Diff(want, parsed(t, address), cmp.AllowUnexported(Location{})); diff != "" {
			t.Errorf("%s:\n%s", address, diff)
		}
	}
}

// TestCredentials checks that credentials in the address take precedence over the environment.
func TestCredentials(t *testing.T) {
	type who struct{ user, password, key string }
	for _, tc := range []struct {
		environment who
		address     string
		want        who
	}{
		{who{}, "https://a/gongbao", who{}},
		{who{"reader", "secret", ""}, "https://a/gongbao", who{"reader", "secret", ""}},
		{who{"", "", "abc="}, "https://a/gongbao", who{"", "", "abc="}},
		{who{"reader", "secret", "abc="}, "https://a/gongbao", who{"reader", "secret", "abc="}},
		{who{"reader", "secret", "abc="}, "https://writer:other@a/gongbao", who{"writer", "other", ""}},
		{who{"", "secret", "abc="}, "https://writer@a/gongbao", who{"writer", "secret", ""}},
	} {
		clearEnvironment(t)
		t.Setenv(userVariable, tc.environment.user)
		t.Setenv(passwordVariable, tc.environment.password)
		t.Setenv(keyVariable, tc.environment.key)
		at := parsed(t, tc.address)
		if got := (who{at.user, at.password, at.key}); got != tc.want {
			t.Errorf("%s with %v: %v, want %v", tc.address, tc.environment, got, tc.want)
		}
	}
}

func TestAuthoritiesComeFromTheEnvironment(t *testing.T) {
	clearEnvironment(t)
	t.Setenv(caVariable, "/etc/gongbao/ca.pem")
	if at := parsed(t, "https://a/gongbao"); at.authorities != "/etc/gongbao/ca.pem" {
		t.Errorf("authorities of %q", at.authorities)
	}
}

// TestWrongLocations checks that an invalid address is rejected with the cause and a valid example, and that the error
// never repeats a password.
func TestWrongLocations(t *testing.T) {
	clearEnvironment(t)
	const example = "https://host:9200/gongbao"
	for address, says := range map[string]string{
		"":                                      "names no index",
		"gongbao.index":                         "names no index",
		"http://":                               "names no index",
		"http://a":                              "names no index",
		"http://a/":                             "names no index",
		"http://a/gongbao/":                     "names no index",
		"http://a/Gongbao":                      "names no index",
		"http://a/_all":                         "names no index",
		"http://a/-g":                           "names no index",
		"http://a/gong*":                        "names no index",
		"http://a/公报":                           "names no index",
		"http://a/gongbao#1":                    "names no index",
		"http://a/" + strings.Repeat("g", 200):  "names no index",
		"ftp://a/gongbao":                       "host",
		"http:///gongbao":                       "host",
		"http://:9200/gongbao":                  "host",
		"http://a,/gongbao":                     "host",
		"http://a,,b/gongbao":                   "host",
		"http://a:port/gongbao":                 "host",
		"http://a b/gongbao":                    "host",
		"http://a#b/gongbao":                    "host",
		"http://a/x#y/gongbao":                  "host",
		"http://a/gongbao?shards=0":             "shards=0",
		"http://a/gongbao?shards=many":          "shards=many",
		"http://a/gongbao?shards=5000":          "shards=5000",
		"http://a/gongbao?replicas=-1":          "replicas=-1",
		"http://a/gongbao?shard=3":              "shards=3&replicas=1",
		"http://a/gongbao?shards":               "shards",
		"http://a/gongbao?%zz":                  "unreadable",
		"https://reader:Hidden%@a/gongbao":      "escaped",
		"https://rea%xder:Hidden@a/gongbao":     "escaped",
		"https://reader:Hid@den@a/gongbao":      "escaped",
		"https://r:Hidden@a,r:Hidden@b/gongbao": "escaped",
		"https://reader:1/Hidden@a/gongbao":     "escaped",
		"https://reader:Hidden/1@a/gongbao":     "escaped",
		"https://reader:H@idden/Hidden@a/gong":  "escaped",
		"https://reader:1/a?Hidden@a/gongbao":   "escaped",
		"https://reader:Hidden?1@a/gongbao":     "escaped",
		"https://reader:Hidden#1@a:x/gongbao":   "host",
		"https://reader:Hidden/gongbao":         "host",
		"https://reader:Hidden@a/Gongbao":       "names no index",
		"https://reader:Hidden@a/gongbao?x=1":   "x=1",
	} {
		at, err := ParseLocation(address)
		switch {
		case !errors.Is(err, engine.ErrNotIndex):
			t.Errorf("%s: %+v, %v", address, at, err)
		case !strings.Contains(err.Error(), example) || !strings.Contains(err.Error(), says):
			t.Errorf("%s: %v\ndoes not say %q and %q", address, err, example, says)
		case strings.Contains(err.Error(), "idden"):
			t.Errorf("%s: shows a password: %v", address, err)
		}
	}
}

func TestLocationShowsNothingSecret(t *testing.T) {
	clearEnvironment(t)
	t.Setenv(keyVariable, "c2VjcmV0LWtleQ==")
	for address, want := range map[string]string{
		"https://reader:secret@a:9200,b/path/gongbao?shards=6": "https://a:9200/path,https://b/path/gongbao",
		"https://a/gongbao": "https://a/gongbao",
	} {
		if at := parsed(t, address); at.String() != want {
			t.Errorf("%s is shown as %s, want %s", address, at.String(), want)
		}
	}
}

// TestNames checks the names of the indexes behind an alias: counted, unique, and distinct from those of others.
func TestNames(t *testing.T) {
	at := &Location{Name: "gong-bao"}
	for index, begins := range map[string]string{
		at.First(): "gong-bao-000002-", "gong-bao-000009-abcdefgh": "gong-bao-000010-", "gong-bao-999999": "gong-bao-1000000-",
		"gong-bao": "gong-bao-000001-", "restored": "gong-bao-000001-",
	} {
		one, other := at.Another(index), at.Another(index)
		if !strings.HasPrefix(one, begins) || one == other || !at.Named(one) || !indexName.MatchString(one) {
			t.Errorf("behind %s come %s and %s, which should begin with %s", index, one, other, begins)
		}
	}
	for _, index := range []string{"gong-bao", "gong-bao-", "gong-bao-1", "gong-bao-test-000001", "gong-bao-000001-backup", "gong-bao-000001-abcdefghi", "gong-000001"} {
		if at.Named(index) {
			t.Errorf("%s counts as one of ours", index)
		}
	}
}

func TestSameLocation(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"https://host:9200/gongbao", "HTTPS://user:se@cret@host:9200/gongbao/", true},
		{"https://host:9200/gongbao", "https://host:9200/Gongbao", false},
		{"https://host:9200/gongbao", "http://host:9200/gongbao", false},
		{"https://h1,h2/gongbao", "https://h1/gongbao", false},
	} {
		if got := SameLocation(c.a, c.b); got != c.want {
			t.Errorf("%s and %s are the same: %v", c.a, c.b, got)
		}
	}
}
