package kubernetes_test

import (
	"path/filepath"
	"slices"
	"testing"

	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	clientcmdapi "k8s.io/client-go/tools/clientcmd/api"

	"bulkhead/audit/estate"
)

// recorder keeps what a collector sends.
type recorder struct {
	objects  []*estate.Object
	problems []estate.Problem
	// stop is returned for each object, where it is not nil.
	stop error
}

func (r *recorder) Object(o *estate.Object) error {
	r.objects = append(r.objects, o)
	return r.stop
}

func (r *recorder) Problem(p estate.Problem) { r.problems = append(r.problems, p) }

func (r *recorder) Progress(string, int, int) {}

// of returns the objects of a kind.
func (r *recorder) of(kind string) []*estate.Object {
	var of []*estate.Object
	for _, o := range r.objects {
		if o.Kind == kind {
			of = append(of, o)
		}
	}
	return of
}

// kinds returns the kind of each object.
func (r *recorder) kinds() []string {
	kinds := make([]string, len(r.objects))
	for i, o := range r.objects {
		kinds[i] = o.Kind
	}
	return kinds
}

// namespaces returns the namespaces that objects are in, each once.
func (r *recorder) namespaces() []string {
	var names []string
	for _, o := range r.objects {
		if o.Namespace != "" {
			names = append(names, o.Namespace)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// writeKubeconfig writes a kubeconfig with one context, test, and returns its name.
func writeKubeconfig(t testing.TB, access *rest.Config) string {
	t.Helper()
	config := clientcmdapi.NewConfig()
	config.CurrentContext = "test"
	config.Clusters["test"] = &clientcmdapi.Cluster{Server: access.Host, CertificateAuthority: access.CAFile}
	config.AuthInfos["test"] = &clientcmdapi.AuthInfo{Token: access.BearerToken}
	config.Contexts["test"] = &clientcmdapi.Context{Cluster: "test", AuthInfo: "test"}
	file := filepath.Join(t.TempDir(), "kubeconfig")
	if err := clientcmd.WriteToFile(*config, file); err != nil {
		t.Fatal(err)
	}
	return file
}
