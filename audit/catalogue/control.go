package catalogue

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"bulkhead/audit/isolation"
	"bulkhead/audit/result"
	"bulkhead/audit/subject"
)

// Control is one rule with all that is known of it. Its METADATA is the one source.
type Control struct {
	// ID is the folder and the file's name: "kubernetes/privileged-container".
	ID          string
	Title       string
	Description string
	References  []string
	Metadata
	// SeveritySet says that the user chose the severity, for all subjects.
	SeveritySet bool
	// Custom says that it came with the user's policies, and File is where it stands.
	Custom bool
	File   string
	// Package is the Rego package that holds the rules.
	Package ast.Ref
	// HasUnknown says that the control tells by itself what it can't tell.
	HasUnknown bool
	// Reads is the read set: all paths below input that the rules can reach, in order, none a prefix of another.
	Reads []Path
}

// Platform is the first part of the subject's kind.
func (c *Control) Platform() string {
	platform, _, _ := strings.Cut(c.Subject, "/")
	return platform
}

// Metadata is what METADATA's custom section holds.
type Metadata struct {
	Severity    result.Severity     `json:"severity"`
	Subject     string              `json:"subject"`
	Wall        string              `json:"wall"`
	Dimension   string              `json:"dimension"`
	Remediation string              `json:"remediation"`
	Frameworks  map[string][]string `json:"frameworks"`
	// WeakerThan names the control that asks the truer question; people's views fold this one under it.
	WeakerThan string `json:"weaker_than"`
	// Fix is how the fault is mended where that is safe to propose; empty: by people only.
	Fix []Fix `json:"fix"`
	// Parameters are by name.
	Parameters map[string]*Parameter `json:"parameters"`
	// Edge is set for edges, which have no severity, wall, dimension, remediation or frameworks.
	Edge *Edge `json:"edge"`
}

// Edge is what a failure connects: what an attacker holds with what it could take over, at a cost.
type Edge struct {
	// From and To are of the subject's [isolation.Ends]. An absent From is the first of them.
	From string `json:"from"`
	To   string `json:"to"`
	// Cost is what the attacker has to break: one of package isolation's classes.
	Cost isolation.Cost `json:"cost"`
	// Caps is the highest rung that a workload with this edge can stand on; 0 for none.
	Caps int `json:"caps"`
}

// Walls are what controls protect.
func Walls() []string {
	return []string{"kernel", "privilege", "network", "identity", "storage", "hardware", "management"}
}

// Dimensions are the article's.
func Dimensions() []string {
	return []string{
		"resource-efficiency", "isolation", "portability", "orchestration", "deployment-speed", "maintenance", "scaling",
		"security",
	}
}

// newControl reads a control's METADATA and holds it to its shape.
func newControl(file string, m *module, custom bool) (*Control, Faults) {
	c := &Control{ID: strings.TrimSuffix(file, ".rego"), Package: m.Package.Path, Custom: custom, File: m.place}
	i := slices.IndexFunc(m.Annotations, func(a *ast.Annotations) bool { return a.Scope == "package" })
	if i < 0 {
		return nil, Faults{{File: m.place, Line: m.Package.Location.Row, Text: "no METADATA of scope package stands above the package"}}
	}
	annotations := m.Annotations[i]
	c.Title, c.Description = annotations.Title, strings.TrimSpace(annotations.Description)
	for _, ref := range annotations.RelatedResources {
		c.References = append(c.References, ref.Ref.String())
	}
	content, err := json.Marshal(annotations.Custom)
	if err == nil {
		decoder := json.NewDecoder(bytes.NewReader(content))
		decoder.DisallowUnknownFields()
		err = decoder.Decode(&c.Metadata)
	}
	checks := checker{module: m, from: annotations.Location.Row}
	if err != nil {
		checks.must(false, "custom", "read METADATA: %v", err)
		return nil, checks.faults
	}
	c.Remediation = strings.TrimSpace(c.Remediation)
	for _, rule := range m.Rules {
		if rule.Head.Name == "unknown" {
			c.HasUnknown = true
		}
	}
	c.check(&checks)
	return c, append(checks.faults, checkPackage(file, m)...)
}

// checkPackage holds a file to the package that its name asks for.
func checkPackage(file string, m *module) Faults {
	want := "data.bulkhead." + strings.ReplaceAll(strings.ReplaceAll(strings.TrimSuffix(file, ".rego"), "/", "."), "-", "_")
	if m.Package.Path.String() == want {
		return nil
	}
	return Faults{{File: m.place, Line: m.Package.Location.Row, Text: fmt.Sprintf(
		"the package is %s; the file's name asks for %s", m.Package.Path, want)}}
}

// checker collects what is wrong with METADATA.
type checker struct {
	*module
	from   int // its first line
	faults Faults
}

// must takes note of a fault of a key of METADATA.
func (c *checker) must(ok bool, key, fault string, args ...any) {
	if !ok {
		c.faults = append(c.faults, Fault{File: c.place, Line: c.line(key), Text: fmt.Sprintf(fault, args...)})
	}
}

// line finds a key of METADATA, or else where that begins.
func (c *checker) line(key string) int {
	lines := strings.Split(c.source, "\n")
	for i := c.from - 1; i < len(lines) && strings.HasPrefix(lines[i], "#"); i++ {
		if strings.HasPrefix(strings.TrimLeft(lines[i], "# "), key+":") {
			return i + 1
		}
	}
	return c.from
}

func (c *Control) check(of *checker) {
	must := of.must
	must(c.Title != "", "title", "METADATA has no title")
	must(c.Description != "", "description", "METADATA has no description")
	must(slices.Contains(subject.Kinds(), c.Subject), "subject", "subject %q is none of %s", c.Subject, strings.Join(kindsLike(c.Subject), ", "))
	must(c.Edge != nil || !subject.ForEdges(c.Subject), "subject", "subject %q is there for edges only", c.Subject)
	must((c.Edge != nil) == isEdge(c.ID), "edge", "an edge stands in the folder edges, and nothing else does")
	c.checkFix(must)
	c.checkParameters(must)
	if c.Edge != nil {
		ends := isolation.Ends(c.Subject)
		must(len(ends) > 0, "subject", "nothing is known that subject %q connects", c.Subject)
		must(c.Edge.From == "" || slices.Contains(ends, c.Edge.From), "edge", "the edge's from %q is none of %v", c.Edge.From, ends)
		must(slices.Contains(ends, c.Edge.To), "edge", "the edge's to %q is none of %v", c.Edge.To, ends)
		must(c.Edge.Cost.Known(), "edge", "the edge's cost %q is none of %v", c.Edge.Cost, isolation.Costs())
		must(c.Edge.Caps >= 0 && c.Edge.Caps < isolation.Rungs, "edge", "the edge's caps %d is no rung", c.Edge.Caps)
		return
	}
	must(c.Remediation != "", "remediation", "METADATA has no remediation")
	must(strings.HasSuffix(c.Remediation, "."), "remediation", "the remediation does not end with a full stop")
	must(c.Severity.Rank() < len(result.Severities()), "severity", "severity %q is none of %v", c.Severity, result.Severities())
	must(slices.Contains(Walls(), c.Wall), "wall", "wall %q is none of %v", c.Wall, Walls())
	must(slices.Contains(Dimensions(), c.Dimension), "dimension", "dimension %q is none of %v", c.Dimension, Dimensions())
	for _, framework := range slices.Sorted(maps.Keys(c.Frameworks)) {
		must(len(c.Frameworks[framework]) > 0, framework, "framework %s lists no requirement", framework)
	}
}

// kindsLike are the kinds of the platform that a wrong one names, or all.
func kindsLike(wrong string) []string {
	platform, _, _ := strings.Cut(wrong, "/")
	like := slices.DeleteFunc(subject.Kinds(), func(kind string) bool { return !strings.HasPrefix(kind, platform+"/") })
	if len(like) == 0 {
		return subject.Kinds()
	}
	return like
}
