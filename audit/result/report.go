// Package result is what an audit says: one report, built once and rendered many times. Its JSON form is the contract with
// other programs; fields may be added, never renamed.
package result

import (
	"encoding/json"
	"iter"
	"time"

	"bulkhead/audit/estate"
)

// Schema names the JSON report's version.
const Schema = "bulkhead.report/v1"

// Status of a finding.
type Status string

// Statuses. Passes stand beside the findings and only where they were asked for.
const (
	Fail    Status = "fail"
	Unknown Status = "unknown"
	Waived  Status = "waived"
	Pass    Status = "pass"
)

// Severity of a control or finding.
type Severity string

// Severities, the worst first.
const (
	Critical Severity = "critical"
	High     Severity = "high"
	Medium   Severity = "medium"
	Low      Severity = "low"
)

// Severities lists them, the worst first.
func Severities() []Severity { return []Severity{Critical, High, Medium, Low} }

// Rank orders severities: 0 is the worst. What is no severity ranks behind all.
func (s Severity) Rank() int {
	for i, known := range Severities() {
		if s == known {
			return i
		}
	}
	return len(Severities())
}

// Report is the result of one audit. Findings and Passed are in the contract's order: severity, control, subject; both may
// be ranged over again and again, and what they yield must not be kept past the iteration's step.
type Report struct {
	Tool              Tool
	Started, Finished time.Time
	// Limited says that only a part of what was read was to be judged, such as files that changed: nothing to judge is no fault then.
	Limited  bool
	Targets  []Target
	Controls []Control
	Findings iter.Seq[*Finding]
	// Passed is nil unless passes were asked for.
	Passed iter.Seq[*Finding]
	// Isolation is nil unless it was asked for.
	Isolation *Isolation
}

// Tool is the program that made the report.
type Tool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	// Policies is the digest of all policies that were asked: "sha256:...".
	Policies string `json:"policies"`
}

// Target is one audited thing.
type Target struct {
	ID        string    `json:"id"`
	Kind      string    `json:"kind"`
	URI       string    `json:"uri"`
	Version   string    `json:"version,omitempty"`
	Collected time.Time `json:"collected"`
	Status    string    `json:"status"` // complete, partial, failed
	// Namespaces were chosen, each of all that those before it chose; none: all were.
	Namespaces []estate.Namespaces `json:"namespaces,omitempty"`
	Subjects   map[string]int      `json:"subjects"`
	Problems   []Problem           `json:"problems"`
}

// Problem is something that could not be read.
type Problem struct {
	What   string `json:"what"`
	Error  string `json:"error"`
	File   string `json:"file,omitempty"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
}

// Control is one control that was asked, with how many subjects got which verdict.
type Control struct {
	ID            string              `json:"id"`
	Title         string              `json:"title"`
	Description   string              `json:"description"`
	Remediation   string              `json:"remediation"`
	References    []string            `json:"references"`
	Severity      Severity            `json:"severity"`
	Wall          string              `json:"wall"`
	Dimension     string              `json:"dimension"`
	Subject       string              `json:"subject"`
	Frameworks    map[string][]string `json:"frameworks"`
	WeakerThan    string              `json:"weakerThan,omitempty"`
	Parameters    []Parameter         `json:"parameters,omitempty"`
	Pass          int                 `json:"pass"`
	Fail          int                 `json:"fail"`
	Unknown       int                 `json:"unknown"`
	Waived        int                 `json:"waived"`
	NotApplicable int                 `json:"notapplicable"`
}

// Parameter is a value of a control that users may set. Default and Value, which it was asked with, are JSON.
type Parameter struct {
	Name        string          `json:"name"`
	Type        string          `json:"type"` // text, texts, number, boolean
	Description string          `json:"description"`
	Default     json.RawMessage `json:"default"`
	Value       json.RawMessage `json:"value"`
}

// Finding is one verdict on one subject.
type Finding struct {
	Control     string   `json:"control"`
	Severity    Severity `json:"severity"`
	Status      Status   `json:"status"`
	Fingerprint string   `json:"fingerprint"`
	Message     string   `json:"message"`
	// Reason says why an unknown is not known: unread, not-in-input, error.
	Reason  string  `json:"reason,omitempty"`
	Waiver  *Waiver `json:"waiver,omitempty"`
	Subject Subject `json:"subject"`
	// Instances counts the running copies folded into the subject; 0 where nothing is known to run.
	Instances int        `json:"instances,omitempty"`
	Evidence  []Evidence `json:"evidence"`
}

// Waiver is why a finding is accepted.
type Waiver struct {
	Owner   string `json:"owner"`
	Reason  string `json:"reason"`
	Expires string `json:"expires"` // a date, 2006-01-02
}

// Subject identifies what a finding is about.
type Subject struct {
	Target    string `json:"target"`
	Kind      string `json:"kind"`
	Resource  string `json:"resource"`
	Namespace string `json:"namespace,omitempty"`
	Name      string `json:"name"`
	Part      string `json:"part,omitempty"`
}

// Evidence is the place that decided a verdict. Value is absent where the field is.
type Evidence struct {
	// Object names the object that Path starts at, as Kind/name or namespace/Kind/name, where it is not the subject's own.
	Object          string          `json:"object,omitempty"`
	Path            string          `json:"path"`
	Value           json.RawMessage `json:"value,omitempty"`
	Expected        json.RawMessage `json:"expected,omitempty"`
	File            string          `json:"file,omitempty"`
	Line            int             `json:"line,omitempty"`
	Column          int             `json:"column,omitempty"`
	ResourceVersion string          `json:"resourceVersion,omitempty"`
}
