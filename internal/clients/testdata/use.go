// The client that openapi-generator makes for Go, used.
package main

import (
	"context"
	"log"
	"os"

	gongbao "github.com/example/client"
)

func main() {
	settings := gongbao.NewConfiguration()
	settings.Servers = gongbao.ServerConfigurations{{URL: os.Args[1]}}
	answer, _, err := gongbao.NewAPIClient(settings).SearchAPI.Search(context.Background()).Q("碳排放达峰").Year("2021").Limit(5).Execute()
	if err != nil || answer.Total.Occurrences != 2 || answer.Hits[0].Report.Region != "辽宁" {
		log.Fatal(err, answer)
	}
}
