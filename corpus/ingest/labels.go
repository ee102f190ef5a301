package ingest

import (
	"strings"

	"gongbao/corpus/extract/file"
)

// readLabels reads the labelled lines above a text, as programs that collect texts write them: 标题：, 报告人：, up to 正文：.
// It returns the number of blocks that they take up, 0 where there are none: two lines at least, one of them with what only a
// person says of a text, such as its title, are more than the stamps of a site.
func readLabels(blocks []file.Block) (doc file.Document, length int) {
	const most, before = 24, 2 // lines; lines without a label before the first
	written := map[string]string{}
	for i, b := range blocks[:min(most, len(blocks))] {
		labels := file.ReadLabels(b.Text)
		if len(labels) == 0 {
			if length == 0 && i < before {
				continue
			}
			break
		}
		if labels[0].Field == file.TextField {
			if labels[0].Value == "" {
				length = i + 1
			}
			break
		}
		for _, l := range labels {
			if written[l.Field] == "" {
				written[l.Field] = l.Value
			}
		}
		length = i + 1
	}
	if len(written) < 2 || written["title"]+written["speaker"]+written["issuer"]+written["number"] == "" {
		return file.Document{}, 0
	}
	doc.State(func(field string) string { return strings.Trim(written[field], `"“”《》`) })
	return doc, length
}
