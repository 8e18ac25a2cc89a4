package catalogue

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"bulkhead/audit/isolation"
	"bulkhead/audit/result"
)

// Control is one rule with all that is known of it. Its METADATA is the one source.
type Control struct {
	// ID is the folder and the file's name: "kubernetes/privileged-container".
	ID          string
	Title       string
	Description string
	References  []string
	Metadata
	// Package is the Rego package that holds the rules.
	Package ast.Ref
	// HasUnknown says that the control tells by itself what it can't tell.
	HasUnknown bool
	// Reads is the read set: all paths below input that the rules can reach, in order, none a prefix of another.
	Reads []Path
}

// Platform is the first part of the ID.
func (c *Control) Platform() string {
	platform, _, _ := strings.Cut(c.ID, "/")
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
	// Edge is set for edges, which have no severity, wall, dimension, remediation or frameworks.
	Edge *Edge `json:"edge"`
}

// Edge is what a failure connects: the subject's workload with what an attacker inside it could take over, at a cost.
type Edge struct {
	// To is what lies at the other end: one of [Ends].
	To string `json:"to"`
	// Cost is what the attacker has to break: one of package isolation's classes.
	Cost isolation.Cost `json:"cost"`
}

// Ends are what edges may lead to. The host is the machine below: a pod's node, a guest's hypervisor.
func Ends() []string { return []string{"host"} }

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
func newControl(id string, module *ast.Module) (*Control, error) {
	c := &Control{ID: id, Package: module.Package.Path}
	i := slices.IndexFunc(module.Annotations, func(a *ast.Annotations) bool { return a.Scope == "package" })
	if i < 0 {
		return nil, errors.New("no METADATA of scope package")
	}
	annotations := module.Annotations[i]
	c.Title, c.Description = annotations.Title, strings.TrimSpace(annotations.Description)
	for _, ref := range annotations.RelatedResources {
		c.References = append(c.References, ref.Ref.String())
	}
	custom, err := json.Marshal(annotations.Custom)
	if err != nil {
		return nil, fmt.Errorf("read METADATA: %w", err)
	}
	decoder := json.NewDecoder(bytes.NewReader(custom))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&c.Metadata); err != nil {
		return nil, fmt.Errorf("read METADATA: %w", err)
	}
	c.Remediation = strings.TrimSpace(c.Remediation)
	for _, rule := range module.Rules {
		if rule.Head.Name == "unknown" {
			c.HasUnknown = true
		}
	}
	return c, c.check()
}

func (c *Control) check() error {
	var faults []string
	must := func(ok bool, fault string, args ...any) {
		if !ok {
			faults = append(faults, fmt.Sprintf(fault, args...))
		}
	}
	want := "data.bulkhead." + strings.ReplaceAll(strings.ReplaceAll(c.ID, "/", "."), "-", "_")
	must(c.Package.String() == want, "the package is %s; the file's name asks for %s", c.Package, want)
	must(c.Title != "", "METADATA has no title")
	must(c.Description != "", "METADATA has no description")
	must(strings.Count(c.Subject, "/") == 1, "subject %q is not PLATFORM/KIND", c.Subject)
	if c.Edge != nil {
		must(slices.Contains(Ends(), c.Edge.To), "the edge's end %q is none of %v", c.Edge.To, Ends())
		must(c.Edge.Cost.Known(), "the edge's cost %q is none of %v", c.Edge.Cost, isolation.Costs())
		return fault(faults)
	}
	must(c.Remediation != "", "METADATA has no remediation")
	must(strings.HasSuffix(c.Remediation, "."), "the remediation does not end with a full stop")
	must(c.Severity.Rank() < len(result.Severities()), "severity %q is none of %v", c.Severity, result.Severities())
	must(slices.Contains(Walls(), c.Wall), "wall %q is none of %v", c.Wall, Walls())
	must(slices.Contains(Dimensions(), c.Dimension), "dimension %q is none of %v", c.Dimension, Dimensions())
	for _, framework := range slices.Sorted(maps.Keys(c.Frameworks)) {
		must(len(c.Frameworks[framework]) > 0, "framework %s lists no requirement", framework)
	}
	return fault(faults)
}

func fault(faults []string) error {
	if len(faults) == 0 {
		return nil
	}
	return errors.New(strings.Join(faults, "; "))
}
