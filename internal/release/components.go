package main

import (
	"debug/buildinfo"
	"encoding/json"
	"os"
)

// A bill lists the components of a program, in CycloneDX 1.5.
type bill struct {
	Format      string      `json:"bomFormat"`
	SpecVersion string      `json:"specVersion"`
	Version     int         `json:"version"`
	Metadata    metadata    `json:"metadata"`
	Components  []component `json:"components"`
}

type metadata struct {
	Timestamp string    `json:"timestamp"`
	Component component `json:"component"`
}

type component struct {
	Type    string `json:"type"`
	Ref     string `json:"bom-ref"`
	Name    string `json:"name"`
	Version string `json:"version"`
	PURL    string `json:"purl,omitempty"`
}

// writeComponents writes the list of the modules that are in a program, as the program itself says.
func (r *release) writeComponents(program, to string) error {
	info, err := buildinfo.ReadFile(program)
	if err != nil {
		return err
	}
	b := bill{
		Format: "CycloneDX", SpecVersion: "1.5", Version: 1,
		Metadata:   metadata{r.time.Format("2006-01-02T15:04:05Z"), component{Type: "application", Ref: "gongbao", Name: "gongbao", Version: r.version}},
		Components: []component{{"library", "std", "std", info.GoVersion, ""}},
	}
	for _, m := range info.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		purl := "pkg:golang/" + m.Path + "@" + m.Version
		b.Components = append(b.Components, component{"library", purl, m.Path, m.Version, purl})
	}
	body, err := json.MarshalIndent(b, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(to, append(body, '\n'), 0o644)
}
