package docx

import "encoding/xml"

import (
	"gongbao/corpus/extract/file"
)

// readNumbering reads numbering.xml.
func (d *document) readNumbering(x *file.XML) error {
	if err := x.Root(); err != nil {
		return err
	}
	return x.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "abstractNum":
			list, err := readList(x)
			d.numbering.lists[file.Attr(e, "abstractNumId")] = list
			return err
		case "num":
			use, err := readListUse(x)
			d.numbering.uses[file.Attr(e, "numId")] = use
			return err
		}
		return nil
	})
}

func readList(x *file.XML) (*listFormat, error) {
	list := &listFormat{}
	err := x.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "numStyleLink":
			list.like = file.Attr(e, "val")
		case "lvl":
			i, level, err := readLevel(x, e)
			if 0 <= i && i < maxLevels {
				list.levels[i] = level
			}
			return err
		}
		return nil
	})
	return list, err
}

func readLevel(x *file.XML, e xml.StartElement) (int, listLevel, error) {
	level := listLevel{restart: -1, format: "decimal"}
	var visit func(xml.StartElement) error
	visit = func(e xml.StartElement) error {
		value := file.Attr(e, "val")
		switch e.Name.Local {
		case "start":
			level.start = file.AttrInt(e, "val", 0)
		case "numFmt":
			level.format = value
		case "lvlText":
			level.text = value
		case "suff":
			level.suffix = value
		case "isLgl":
			level.arabic = isOnValue(value)
		case "lvlRestart":
			level.restart = file.AttrInt(e, "val", -1)
		case "pStyle":
			level.style = value
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
		case "abstractNumId":
			use.list = file.Attr(e, "val")
		case "lvlOverride":
			own, err := readOverride(x)
			if i := file.AttrInt(e, "ilvl", -1); 0 <= i && i < maxLevels {
				use.overrides[i] = own
			}
			return err
		}
		return nil
	})
	return use, err
}

func readOverride(x *file.XML) (levelOverride, error) {
	var own levelOverride
	err := x.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "startOverride":
			own.start, own.restart = file.AttrInt(e, "val", 0), true
		case "lvl":
			_, level, err := readLevel(x, e)
			own.level = &level
			return err
		}
		return nil
	})
	return own, err
}
