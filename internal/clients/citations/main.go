// Command citations writes citations of reports and paragraphs of all kinds in all formats, a JSON object of formats a line. The
// program that holds them to the styles of other people reads them: citations.mjs.
package main

import (
	"encoding/json"
	"log"
	"os"
	"time"

	"gongbao/corpus"
	"gongbao/search/cite"
)

func main() {
	log.SetFlags(0)
	out := json.NewEncoder(os.Stdout)
	for source := range sources {
		forms := map[cite.Format]string{}
		for _, format := range cite.Formats() {
			forms[format] = cite.Write(format, source)
		}
		if err := out.Encode(forms); err != nil {
			log.Fatal(err)
		}
	}
}

// sources are reports with all combinations of what can be known of one: of the State Council, a province, a city, a county and
// nobody known.
func sources(yield func(cite.Source) bool) {
	read := time.Date(2026, 3, 5, 12, 0, 0, 0, time.UTC)
	paragraph := corpus.Paragraph{Ordinal: 67, Section: []string{"二、目标任务", "（八）坚持“双碳”"}}
	titles := []string{"", "政府工作报告", "2024年政府工作报告——“十四五”: 回顾", "Report on the Work of the Government"}
	for _, region := range []string{"全国", "辽宁", "保定", "三河", "无此地"} {
		for _, title := range titles {
			for _, speaker := range []string{"", "刘宁", "雪克来提·扎克尔", "John Smith"} {
				for _, issued := range []corpus.Header{{}, {Year: 2021}, {Year: 2021, Date: "2021-01-08"}} {
					for _, meeting := range []string{"", "第十三届人民代表大会第五次会议"} {
						for _, address := range []string{"", "https://www.gov.cn/x_1.htm"} {
							for _, p := range []corpus.Paragraph{{}, paragraph} {
								report := corpus.Header{
									ID: "a", Title: title, Region: region, Year: issued.Year, Date: issued.Date, Meeting: meeting, Speaker: speaker, SourceURL: address,
								}
								if !yield(cite.Source{Report: report, Paragraph: p, Read: read}) {
									return
								}
							}
						}
					}
				}
			}
		}
	}
}
