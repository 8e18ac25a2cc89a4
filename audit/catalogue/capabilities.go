package catalogue

import (
	"encoding/json"
	"fmt"
	"io/fs"

	"github.com/open-policy-agent/opa/v1/ast"
)

// capabilities limits policies to the built-ins that capabilities.json allows. Verdicts are remembered, so none may depend on
// anything but its arguments: no time, network, randomness or environment, and none that reads the clock unasked.
func capabilities(fsys fs.FS) (*ast.Capabilities, error) {
	const file = "capabilities.json"
	content, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, err
	}
	var allowed struct {
		Builtins []string `json:"builtins"`
	}
	if err := json.Unmarshal(content, &allowed); err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	limited := ast.CapabilitiesForThisVersion()
	known := map[string]*ast.Builtin{}
	for _, builtin := range limited.Builtins {
		known[builtin.Name] = builtin
	}
	limited.Builtins = nil
	limited.AllowNet = []string{}
	for _, name := range allowed.Builtins {
		builtin, ok := known[name]
		switch {
		case !ok:
			return nil, fmt.Errorf("%s: OPA has no built-in %q", file, name)
		case builtin.Nondeterministic || name == "crypto.x509.parse_and_verify_certificates":
			return nil, fmt.Errorf("%s: built-in %q depends on more than its arguments", file, name)
		}
		limited.Builtins = append(limited.Builtins, builtin)
	}
	return limited, nil
}
