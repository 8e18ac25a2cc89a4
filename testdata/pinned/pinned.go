// Package pinned reads files of the modules that testdata/validators pins: schemas and definitions that tests hold reports to.
package pinned

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// File reads a file of a module. The go command fetches the module where the cache does not have it.
func File(t testing.TB, module, file string) []byte {
	t.Helper()
	root, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "bulkhead").Output()
	if err != nil {
		t.Fatalf("find the module bulkhead: %v", err)
	}
	command := exec.Command("go", "mod", "download", "-json", module)
	command.Dir = filepath.Join(string(root[:len(root)-1]), "testdata", "validators")
	out, err := command.Output()
	var where struct{ Dir, Error string }
	if jsonErr := json.Unmarshal(out, &where); err != nil || jsonErr != nil {
		t.Fatalf("%s: %v %v %s", module, err, jsonErr, where.Error)
	}
	content, err := os.ReadFile(filepath.Join(where.Dir, file))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// PolicyReports are the custom resource definitions of wgpolicyk8s.io.
func PolicyReports(t testing.TB) [][]byte {
	t.Helper()
	const module, folder = "sigs.k8s.io/wg-policy-prototypes", "policy-report/crd/v1alpha2/"
	return [][]byte{File(t, module, folder+"wgpolicyk8s.io_policyreports.yaml"), File(t, module, folder+"wgpolicyk8s.io_clusterpolicyreports.yaml")}
}

// OpenReports are the custom resource definitions of openreports.io.
func OpenReports(t testing.TB) [][]byte {
	t.Helper()
	const module, folder = "github.com/openreports/reports-api", "config/crd/"
	return [][]byte{File(t, module, folder+"openreports.io_reports.yaml"), File(t, module, folder+"openreports.io_clusterreports.yaml")}
}
