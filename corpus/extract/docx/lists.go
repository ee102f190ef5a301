package docx

import (
	"encoding/xml"
	"strings"

	"gongbao/corpus/extract/file"
	"gongbao/corpus/extract/numbering"
)

// readNumbering reads the element with the lists, which Word's XML of 2003 calls by other names.
func (d *document) readNumbering(x *file.XML) error {
	return x.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "abstractNum", "listDef":
			list, err := readList(x)
			d.numbering.lists[file.Attr(e, "abstractNumId")+file.Attr(e, "listDefId")] = list
			return err
		case "num", "list":
			use, err := readListUse(x)
			d.numbering.uses[file.Attr(e, "numId")+file.Attr(e, "ilfo")] = use
			return err
		}
		return nil
	})
}

func readList(x *file.XML) (*numbering.List, error) {
	list := &numbering.List{}
	err := x.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "numStyleLink":
			list.Like = file.Attr(e, "val")
		case "lvl":
			i, level, err := readLevel(x, e)
			if 0 <= i && i < numbering.Levels {
				list.Levels[i] = level
			}
			return err
		}
		return nil
	})
	return list, err
}

func readLevel(x *file.XML, e xml.StartElement) (int, numbering.Level, error) {
	level := numbering.Level{Restart: -1, Format: "decimal"}
	var visit func(xml.StartElement) error
	visit = func(e xml.StartElement) error {
		value := file.Attr(e, "val")
		switch e.Name.Local {
		case "start":
			level.Start = file.AttrInt(e, "val", 0)
		case "numFmt":
			level.Format = value
		case "nfc":
			level.Format = numbering.FormatName(file.AttrInt(e, "val", 0))
		case "lvlText":
			level.Text = value
		case "suff":
			level.Suffix = strings.ToLower(value)
		case "isLgl":
			level.Arabic = isOnValue(value)
		case "lvlRestart":
			level.Restart = file.AttrInt(e, "val", -1)
		case "pStyle":
			level.Style = value
		case "AlternateContent":
			return alternative(x, visit)
		}
		return nil
	}
	err := x.Children(visit)
	return file.AttrInt(e, "ilvl", -1), level, err
}

func readListUse(x *file.XML) (*listUse, error) {
	use := &listUse{}
	err := x.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "abstractNumId", "ilst":
			use.list = file.Attr(e, "val")
		case "lvlOverride":
			own, err := readOverride(x)
			if i := file.AttrInt(e, "ilvl", -1); 0 <= i && i < numbering.Levels {
				use.Overrides[i] = own
			}
			return err
		}
		return nil
	})
	return use, err
}

func readOverride(x *file.XML) (numbering.Override, error) {
	var own numbering.Override
	err := x.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "startOverride":
			own.Start, own.Restart = file.AttrInt(e, "val", 0), true
		case "lvl":
			_, level, err := readLevel(x, e)
			own.Level = &level
			return err
		}
		return nil
	})
	return own, err
}
