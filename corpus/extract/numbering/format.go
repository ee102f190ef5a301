package numbering

// FormatName returns the name that docx has for a format of numbers that older formats count (MS-OSHARED 2.2.1.3).
func FormatName(code int) string {
	names := []string{
		"decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "ordinal", "cardinalText", "ordinalText", "hex", "chicago",
		"ideographDigital", "japaneseCounting", "aiueo", "iroha", "decimalFullWidth", "decimalHalfWidth", "japaneseLegal",
		"japaneseDigitalTenThousand", "decimalEnclosedCircle", "decimalFullWidth2", "aiueoFullWidth", "irohaFullWidth", "decimalZero",
		"bullet", "ganada", "chosung", "decimalEnclosedFullstop", "decimalEnclosedParen", "decimalEnclosedCircleChinese",
		"ideographEnclosedCircle", "ideographTraditional", "ideographZodiac", "ideographZodiacTraditional", "taiwaneseCounting",
		"ideographLegalTraditional", "taiwaneseCountingThousand", "taiwaneseDigital", "chineseCounting", "chineseLegalSimplified",
		"chineseCountingThousand",
	}
	const none = 0xFF
	switch {
	case code == none:
		return "none"
	case code < len(names):
		return names[code]
	}
	return names[0]
}
