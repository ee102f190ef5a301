package cluster

import (
	"crypto/rand"
	"fmt"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"strings"

	"gongbao/language"
	"gongbao/search/engine"
)

// The environment variables for secrets, which others could see in an address.
const (
	userVariable     = "GONGBAO_OPENSEARCH_USER"
	passwordVariable = "GONGBAO_OPENSEARCH_PASSWORD"
	keyVariable      = "GONGBAO_OPENSEARCH_API_KEY"
	caVariable       = "GONGBAO_OPENSEARCH_CA"
)

// A Location is the parsed address of an index.
type Location struct {
	nodes          []string // https://host:9200, with the path of a proxy if there is one
	Name           string   // of the alias
	user, password string
	key            string // an API key; takes precedence over user and password
	authorities    string // certificate file
	Shards         int    // of a new index
	Replicas       int    // of each shard
}

const (
	defaultShards   = 3
	defaultReplicas = 1
)

// indexName matches the index names that OpenSearch accepts, without those that need escaping in a path.
var indexName = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{0,100}$`)

// ParseLocation parses the address of an index and reads credentials from the environment. Errors wrap
// engine.ErrNotIndex and never contain a password. An address with several hosts is not a valid URL, so package url
// parses only its parts.
func ParseLocation(s string) (Location, error) {
	scheme, rest, _ := strings.Cut(s, "://")
	scheme = strings.ToLower(scheme)
	info, hosts, named := strings.Cut(rest, "@")
	if !named {
		info, hosts = "", rest
	}
	at := Location{Shards: defaultShards, Replicas: defaultReplicas, user: os.Getenv(userVariable), password: os.Getenv(passwordVariable),
		key: os.Getenv(keyVariable), authorities: os.Getenv(caVariable)}
	wrong := func(what error) (Location, error) {
		return Location{}, language.New("engine.cluster.location", engine.ErrNotIndex, what)
	}
	if named {
		if err := at.credentials(info); err != nil || strings.ContainsAny(info, "/?#") || strings.Contains(hosts, "@") {
			return wrong(language.New("engine.cluster.unescaped"))
		}
	}
	hosts, settings, _ := strings.Cut(hosts, "?")
	hosts, path, _ := strings.Cut(hosts, "/")
	prefix := ""
	if i := strings.LastIndexByte(path, '/'); i >= 0 {
		prefix, path = "/"+path[:i], path[i+1:]
	}
	if at.Name = path; !indexName.MatchString(path) {
		return wrong(language.New("engine.cluster.name", path))
	}
	if at.nodes = nodesOf(scheme, hosts, prefix); at.nodes == nil {
		return wrong(language.New("engine.cluster.host")) // not repeated: it may be a password without its host
	}
	if err := at.configure(settings); err != nil {
		return wrong(err)
	}
	return at, nil
}

// nodesOf returns the addresses of comma-separated hosts, or nil if one is invalid.
func nodesOf(scheme, hosts, prefix string) (nodes []string) {
	for host := range strings.SplitSeq(hosts, ",") {
		node := scheme + "://" + host + prefix
		if u, err := url.Parse(node); err != nil || u.Hostname() == "" || strings.Contains(node, "#") || scheme != "http" && scheme != "https" {
			return nil
		}
		nodes = append(nodes, node)
	}
	return nodes
}

// credentials parses user:password, or a user whose password is in the environment.
func (l *Location) credentials(info string) (err error) {
	user, password, named := strings.Cut(info, ":")
	if l.user, err = url.PathUnescape(user); err != nil {
		return err
	}
	l.key = "" // whoever names a user does not mean the key that happens to be in the environment
	if named {
		l.password, err = url.PathUnescape(password)
	}
	return err
}

// configure parses ?shards=6&replicas=2.
func (l *Location) configure(settings string) error {
	values, err := url.ParseQuery(settings)
	if err != nil {
		return language.New("engine.cluster.settings")
	}
	for name := range values {
		n, err := strconv.Atoi(values.Get(name))
		switch {
		case name == "shards" && err == nil && n >= 1 && n <= 1024:
			l.Shards = n
		case name == "replicas" && err == nil && n >= 0 && n <= 100:
			l.Replicas = n
		default:
			return language.New("engine.cluster.setting", name, values.Get(name))
		}
	}
	return nil
}

// First returns the name of the first OpenSearch index behind an alias. Concurrent creators choose the same.
func (l *Location) First() string { return l.Name + "-000001" }

// Another returns a new, unique name for an OpenSearch index to replace the given one. Uniqueness protects an index
// under construction from a process that was cut off earlier and resumes.
func (l *Location) Another(index string) string {
	n := 0
	fmt.Sscanf(strings.TrimPrefix(index, l.Name+"-"), "%d", &n) // n stays 0 if the index was restored under another name
	return fmt.Sprintf("%s-%06d-%s", l.Name, n+1, strings.ToLower(rand.Text()[:8]))
}

// Named reports whether First or Another may have produced the name.
func (l *Location) Named(index string) bool {
	rest, ok := strings.CutPrefix(index, l.Name+"-")
	return ok && generation.MatchString(rest)
}

// generation matches the suffix of an index name.
var generation = regexp.MustCompile(`^[0-9]{6,}(-[a-z2-7]{8})?$`)

// String returns the address without secrets.
func (l *Location) String() string { return strings.Join(l.nodes, ",") + "/" + l.Name }

// SameLocation reports whether two addresses name one index, whatever the user. It compares text only: two names of one
// host count as different.
func SameLocation(a, b string) bool { return anonymous(a) == anonymous(b) }

// anonymous returns an address without its user.
func anonymous(address string) string {
	scheme, rest, _ := strings.Cut(address, "://")
	rest = rest[strings.LastIndexByte(rest, '@')+1:]
	return strings.ToLower(scheme) + "://" + strings.TrimRight(rest, "/")
}
