package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"bulkhead/reports"
)

// hostile is a name that would clear the screen, recolour it, set its title, and turn the text that follows around. Its
// spellings are those of a YAML string and of an XML text.
const (
	hostile     = "a\x1b[2J\x1b[31m\x1b]0;b\x07\u009b1m\u202ec"
	hostileYAML = `a\e[2J\e[31m\e]0;b\a\x9b1m\u202ec`
	hostileXML  = "a&#x9b;2J&#x202e;c"
)

// Names come from outside, and reach a terminal by three ways: the report, the log, and the line of progress (see package
// progress).
func TestNamesNeverSteerTheTerminal(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "pod.yaml", `apiVersion: v1
kind: Pod
metadata: {name: "`+hostileYAML+`", namespace: "`+hostileYAML+`", annotations: {"`+hostileYAML+`": "`+hostileYAML+`"}}
spec:
  serviceAccountName: "`+hostileYAML+`"
  containers: [{name: "`+hostileYAML+`", image: "`+hostileYAML+`", ports: [{hostPort: 1, protocol: "`+hostileYAML+`"}]}]
  volumes: [{name: "`+hostileYAML+`", hostPath: {path: "/etc/`+hostileYAML+`"}}]
`)
	write(t, dir, "broken.yaml", "kind: Pod\n\""+hostileYAML+"\": 1\n\""+hostileYAML+"\": 2\n")
	write(t, dir, "unspecified.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: \""+hostileYAML+"\"}\n")
	write(t, dir, "x\x1b[2J/\u202ebroken.yaml", "kind: [\n")
	write(t, dir, "domain.xml", "<domain type='kvm'>\n  <name>"+hostileXML+"</name>\n  <devices>\n    <graphics type='"+hostileXML+
		"'/>\n    <interface type='network'>\n      <source network='"+hostileXML+"'/>\n    </interface>\n  </devices>\n</domain>\n")
	config := kubeconfig(t, hostile, "https://"+closedPort(t))
	targets := []string{dir, dir + "/none\x1b[2J", "kubernetes:", "kubernetes:none", "node:/none\x1b[2J"}
	var runs [][]string
	for _, format := range reports.Formats() {
		runs = append(runs, []string{"audit", "-f", format, "--log-level", "debug"}, []string{"audit", "-f", format, "--log-format", "json", "--log-level", "debug"})
	}
	for _, view := range reports.Views() {
		runs = append(runs, []string{"audit", "--view", view, "--show-passed"})
	}
	runs = append(runs, []string{"collect", "-o", t.TempDir() + "/snapshot"})
	for _, args := range runs {
		args = slices.Concat(args, []string{"--kubeconfig", config}, targets)
		ran := bulkhead(t, args...)
		if ran.code != 1 && ran.code != 3 {
			t.Errorf("%v: exit code %d", args[:4], ran.code)
		}
		harmless(t, fmt.Sprint(args[:4], " standard output"), ran.out)
		harmless(t, fmt.Sprint(args[:4], " standard error"), ran.err)
	}
}

// A settings file may come with a repository that nobody has looked at yet.
func TestSettingsNeverSteerTheTerminal(t *testing.T) {
	for name, setting := range map[string]string{
		"key":       `"` + hostileYAML + `": 1`,
		"value":     `format: "` + hostileYAML + `"`,
		"log level": `log-level: "` + hostileYAML + `"`,
		"duration":  `timeout: "` + hostileYAML + `"`,
		"control":   `include-controls: ["` + hostileYAML + `"]`,
		"framework": `framework: ["` + hostileYAML + `"]`,
		"namespace": `include-namespaces: ["` + hostileYAML + `["]`,
		"file":      `output: "/none/` + hostileYAML + `"`,
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			good := write(t, dir, "good.yaml", goodPod)
			ran := bulkhead(t, "audit", "--config", write(t, dir, "settings", setting), good)
			if ran.code != exitUsage && ran.code != exitInternal {
				t.Errorf("exit code %d", ran.code)
			}
			harmless(t, "standard error", ran.err)
			harmless(t, "standard output", ran.out)
		})
	}
	for _, args := range [][]string{{hostile}, {"--" + hostile}, {"audit", "--" + hostile}, {"audit", "-f", hostile}, {"controls", hostile}} {
		harmless(t, fmt.Sprint(args), bulkhead(t, args...).err)
	}
}

// harmless refuses what could make a terminal do or hide something.
func harmless(t *testing.T, what, text string) {
	t.Helper()
	for line := range strings.Lines(text) {
		for _, r := range strings.TrimSuffix(line, "\n") {
			if unicode.In(r, unicode.Cc, unicode.Bidi_Control) {
				t.Errorf("%s: %U in %q", what, r, line)
				break
			}
		}
	}
}
