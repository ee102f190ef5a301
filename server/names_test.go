package server_test

import (
	"strings"
	"testing"

	"gongbao/corpus/corpustest"
	"gongbao/search/figures"
	"gongbao/server"
	"gongbao/server/servertest"
)

// The API and the pages join the names of the list that the server was given.
func TestNames(t *testing.T) {
	own, err := figures.ReadNames(strings.NewReader("粮仓 = 粮食产量\n"))
	if err != nil {
		t.Fatal(err)
	}
	const asked = "/figures?name=粮仓"
	for _, c := range []struct {
		names *figures.Names
		some  bool
	}{{nil, false}, {figures.DefaultNames().With(own), true}} {
		s := servertest.Serve(t, servertest.Index(t, corpustest.Sample(t)), server.Options{Names: c.names})
		table := servertest.Answer[figures.Answer](t, s, "/api/v1"+asked)
		if (table.Total.Rows > 0) != c.some {
			t.Errorf("own names %t: %d rows", c.some, table.Total.Rows)
		}
		if page := servertest.Read(t, servertest.Get(t, s, asked)); strings.Contains(page, "并入这个指标的名称") != c.some {
			t.Errorf("own names %t: the page has none, or should have none", c.some)
		}
	}
}
