package language

import "golang.org/x/sys/windows"

// systemLocale returns the language of the user interface: zh-CN.
func systemLocale() string {
	names, err := windows.GetUserPreferredUILanguages(windows.MUI_LANGUAGE_NAME)
	if err != nil || len(names) == 0 {
		return "" // the default is English
	}
	return names[0]
}
