package reports

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"bulkhead/audit/catalogue"
	"bulkhead/audit/result"
)

// FrameworkCoverage is a framework with the controls that map to its requirements.
type FrameworkCoverage struct {
	ID           string                `json:"id"`
	Title        string                `json:"title"`
	Version      string                `json:"version"`
	Source       string                `json:"source"`
	Verified     string                `json:"verified,omitempty"`
	Mapped       int                   `json:"mapped"`
	Manual       int                   `json:"manual"`
	Requirements []RequirementCoverage `json:"requirements"`
}

// RequirementCoverage is a requirement with the controls that map to it, or to one that it includes. That there are some does not say
// that they check all of it.
type RequirementCoverage struct {
	ID       string   `json:"id"`
	Title    string   `json:"title"`
	Includes []string `json:"includes,omitempty"`
	Controls []string `json:"controls"`
	// Manual says why it has to be looked at by hand, in part at least; empty where nothing is known to speak against controls.
	Manual string `json:"manual,omitempty"`
}

// Coverage says which of these controls map to which requirement.
func Coverage(f *catalogue.Framework, controls []result.Control) FrameworkCoverage {
	mapped := map[string][]string{}
	o := Options{Catalogue: map[string]*catalogue.Framework{f.ID: f}}
	for _, r := range o.requirements(controls, f.ID) {
		for _, c := range r.controls {
			mapped[r.id] = append(mapped[r.id], c.ID)
		}
	}
	c := FrameworkCoverage{ID: f.ID, Title: f.Title, Version: f.Version, Source: strings.TrimSpace(f.Source), Verified: f.Verified, Mapped: len(mapped)}
	for _, r := range f.Requirements {
		one := RequirementCoverage{ID: r.ID, Title: r.Title, Includes: r.Includes, Controls: mapped[r.ID], Manual: r.Manual}
		if one.Controls == nil {
			one.Controls = []string{}
		}
		if one.Manual != "" {
			c.Manual++
		}
		c.Requirements = append(c.Requirements, one)
	}
	return c
}

// ListFrameworks writes a line for each framework. Of the options only those of the page count.
func ListFrameworks(w io.Writer, frameworks []FrameworkCoverage, o Options) error {
	p := newPage(bufio.NewWriter(w), o)
	id, count, title := 0, 0, 0
	var rows [][]span
	for i := range frameworks {
		f := &frameworks[i]
		row := []span{{strong, f.ID}, {"", fmt.Sprintf("%d of %s, %d manual", f.Mapped, plural(len(f.Requirements), "requirement"), f.Manual)}, {"", f.Title + ", " + f.Version}}
		id, count, title = max(id, textWidth(row[0].text)), max(count, textWidth(row[1].text)), max(title, textWidth(row[2].text))
		rows = append(rows, row)
	}
	oneLine := id+2+count+2+title <= p.width
	for _, row := range rows {
		if oneLine {
			p.cells(0, []int{id, count}, row...)
			continue
		}
		p.cells(0, []int{id}, row[:2]...)
		p.para(2, 2, row[2])
	}
	p.para(0, 0, span{faint, plural(len(frameworks), "framework") + ", with how many of their requirements a control maps to, and how many have to be looked at by hand"})
	return p.w.Flush()
}

// ExplainFramework writes a framework's requirements with the controls of each, and those without.
func ExplainFramework(w io.Writer, f FrameworkCoverage, o Options) error {
	p := newPage(bufio.NewWriter(w), o)
	p.para(0, 0, span{strong, f.ID}, gap(2), span{"", f.Title + ", " + f.Version})
	p.blank()
	for i := range f.Requirements {
		r := &f.Requirements[i]
		heading := []span{{strong, r.ID}, gap(2), {"", r.Title}}
		if len(r.Includes) > 0 {
			heading = append(heading, gap(2), span{faint, "includes " + strings.Join(r.Includes, ", ")})
		}
		p.para(0, 2, heading...)
		for _, id := range r.Controls {
			p.para(2, 4, span{"", id})
		}
		switch {
		case r.Manual != "":
			p.para(2, 4, span{doubt, "manual: "}, span{"", r.Manual})
		case len(r.Controls) == 0:
			p.para(2, 4, span{doubt, "no control"})
		}
	}
	p.blank()
	p.para(0, 0, span{"", fmt.Sprintf("Controls map to %d of %s, which does not say that they cover them. %d have to be looked at by hand.", f.Mapped, plural(len(f.Requirements), "requirement"), f.Manual)})
	p.para(0, 0, span{faint, "Titles are our own words. Ids: " + f.Source})
	if f.Verified != "" {
		p.para(0, 0, span{faint, "Verified " + f.Verified + "."})
	}
	return p.w.Flush()
}
