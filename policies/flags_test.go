package policies_test

import (
	"regexp"
	"strings"
	"testing"

	"bulkhead/audit/estate"
	"bulkhead/collectors/redact"
)

// A flag that a control asks for and that collectors do not keep would be taken for one that is not given.
func TestFlagsThatControlsAskForAreKept(t *testing.T) {
	named := regexp.MustCompile(`input\.[a-z]+\.flags(?:\["([a-z-]+)"\]|\.([a-z]+))`)
	asked := map[string]bool{
		// by the facts
		"authorization-config": true, "authentication-config": true, "encryption-provider-config": true, "audit-policy-file": true,
		"config": true, "config-file": true, "anonymous-auth": true, "authorization-mode": true, "metrics-bind-address": true,
	}
	eachRego(t, func(file string, source []byte) {
		if strings.HasSuffix(file, "_test.rego") {
			return
		}
		for _, match := range named.FindAllStringSubmatch(string(source), -1) {
			asked[match[1]+match[2]] = true
		}
	})
	if len(asked) < 30 {
		t.Errorf("only %d flags are found", len(asked))
	}
	for flag := range asked {
		pod := estate.MapOf(estate.Item{Key: "containers", Value: estate.ListOf(estate.MapOf(
			estate.Item{Key: "command", Value: estate.Texts("kube-apiserver", "--"+flag+"=1")},
		))})
		redact.Object(pod)
		word := pod.Get("containers").Items[0].Value.Get("command").Items[1].Value
		if word.Str() != "--"+flag+"=1" {
			t.Errorf("--%s is not kept", flag)
		}
	}
}
