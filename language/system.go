//go:build !windows

package language

// systemLocale returns "": only the environment names a language.
func systemLocale() string { return "" }
