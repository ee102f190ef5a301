package slides

import (
	"encoding/xml"
	"strings"

	"gongbao/corpus/extract/file"
)

// A shapes reads the shapes of a slide or of a diagram.
type shapes struct {
	x      *file.XML
	blocks []file.Block
	kind   string // what the shape being read holds, where the slide's layout says
}

// element reads one element between paragraphs.
func (s *shapes) element(e xml.StartElement) error {
	switch e.Name.Local {
	case "sp":
		return s.shape()
	case "tr":
		return s.row()
	case "p":
		return s.paragraph()
	case "AlternateContent":
		taken := false
		return s.x.Children(func(e xml.StartElement) error {
			if taken {
				return nil
			}
			taken = true
			return s.x.Children(s.element)
		})
	case "pic", "timing", "transition", "extLst":
		return nil
	}
	return s.x.Children(s.element)
}

// shape reads one shape, unless it holds what stands on every slide.
func (s *shapes) shape() error {
	s.kind = ""
	inside := &shapes{x: s.x}
	err := s.x.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "nvSpPr":
			return s.x.Children(s.placeholder)
		case "txBody":
			return s.x.Children(inside.element)
		}
		return nil
	})
	switch s.kind {
	case "ftr", "sldNum", "dt", "hdr":
		return err
	case "title", "ctrTitle":
		for i := range inside.blocks {
			inside.blocks[i].Heading = true
		}
	}
	s.blocks = append(s.blocks, inside.blocks...)
	return err
}

// placeholder looks for the place in the layout that a shape fills.
func (s *shapes) placeholder(e xml.StartElement) error {
	if e.Name.Local == "ph" {
		s.kind = file.Attr(e, "type")
		return nil
	}
	return s.x.Children(s.placeholder)
}

// row reads one row of a table.
func (s *shapes) row() error {
	var cells [][]file.Block
	err := s.x.Children(func(e xml.StartElement) error {
		if e.Name.Local != "tc" {
			return nil
		}
		cell := &shapes{x: s.x}
		err := s.x.Children(cell.element)
		cells = append(cells, cell.blocks)
		return err
	})
	s.blocks = append(s.blocks, file.Row(cells)...)
	return err
}

// paragraph reads a paragraph; a line break within it may stand in a sentence.
func (s *shapes) paragraph() error {
	lines := []string{""}
	var visit func(xml.StartElement) error
	visit = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "t":
			text, err := s.x.Text()
			lines[len(lines)-1] += strings.Map(oneLine, text)
			return err
		case "br":
			lines = append(lines, "")
		case "r", "fld", "m", "oMath", "oMathPara", "AlternateContent", "Choice":
			return s.x.Children(visit)
		}
		return nil
	}
	if err := s.x.Children(visit); err != nil {
		return err
	}
	for i, line := range lines {
		if line = strings.TrimSpace(line); line != "" {
			s.blocks = append(s.blocks, file.Block{Text: line, Line: i+1 < len(lines)})
		}
	}
	return nil
}

// oneLine turns line ends and tabs in the XML into spaces.
func oneLine(r rune) rune {
	if r == '\n' || r == '\r' || r == '\t' || r == '\v' {
		return ' '
	}
	return r
}
