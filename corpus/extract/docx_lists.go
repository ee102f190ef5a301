package extract

import "encoding/xml"

// readNumbering reads numbering.xml.
func (d *docx) readNumbering(x *xmlReader) error {
	if _, err := x.root(); err != nil {
		return err
	}
	return x.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "abstractNum":
			list, err := readList(x)
			d.numbering.lists[attr(e, "abstractNumId")] = list
			return err
		case "num":
			use, err := readListUse(x)
			d.numbering.uses[attr(e, "numId")] = use
			return err
		}
		return nil
	})
}

func readList(x *xmlReader) (*docxList, error) {
	list := &docxList{}
	err := x.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "numStyleLink":
			list.like = attr(e, "val")
		case "lvl":
			i, level, err := readLevel(x, e)
			if 0 <= i && i < docxLevels {
				list.levels[i] = level
			}
			return err
		}
		return nil
	})
	return list, err
}

func readLevel(x *xmlReader, e xml.StartElement) (int, docxLevel, error) {
	level := docxLevel{restart: -1, format: "decimal"}
	var visit func(xml.StartElement) error
	visit = func(e xml.StartElement) error {
		value := attr(e, "val")
		switch e.Name.Local {
		case "start":
			level.start = attrInt(e, "val", 0)
		case "numFmt":
			level.format = value
		case "lvlText":
			level.text = value
		case "suff":
			level.suffix = value
		case "isLgl":
			level.arabic = isOnValue(value)
		case "lvlRestart":
			level.restart = attrInt(e, "val", -1)
		case "pStyle":
			level.style = value
		case "AlternateContent":
			return x.alternative(visit)
		}
		return nil
	}
	err := x.children(visit)
	return attrInt(e, "ilvl", -1), level, err
}

func readListUse(x *xmlReader) (*docxListUse, error) {
	use := &docxListUse{}
	err := x.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "abstractNumId":
			use.list = attr(e, "val")
		case "lvlOverride":
			own, err := readOverride(x)
			if i := attrInt(e, "ilvl", -1); 0 <= i && i < docxLevels {
				use.overrides[i] = own
			}
			return err
		}
		return nil
	})
	return use, err
}

func readOverride(x *xmlReader) (docxOverride, error) {
	var own docxOverride
	err := x.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "startOverride":
			own.start, own.restart = attrInt(e, "val", 0), true
		case "lvl":
			_, level, err := readLevel(x, e)
			own.level = &level
			return err
		}
		return nil
	})
	return own, err
}
