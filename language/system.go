//go:build !windows

package language

// systemLocale is empty where the environment alone names a language.
func systemLocale() string { return "" }
