package testcluster_test

import (
	"testing"

	"gongbao/internal/testcluster"
)

func TestLocation(t *testing.T) {
	for _, c := range []struct {
		urls []string
		want string
	}{
		{[]string{"http://127.0.0.1:9200"}, "http://127.0.0.1:9200/gongbao"},
		{[]string{"https://a:9200", "https://b:9200", "https://c:9200"}, "https://a:9200,b:9200,c:9200/gongbao"},
	} {
		if got := (&testcluster.Cluster{URLs: c.urls}).Location("gongbao"); got != c.want {
			t.Errorf("the location on %q is %s, want %s", c.urls, got, c.want)
		}
	}
}
