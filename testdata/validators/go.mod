// Modules whose schemas the tests hold reports to, pinned; the tests read them in the module cache, and nothing is built from them.
// A module of its own, so that the product's go.mod stays short.
module bulkhead/testdata/validators

go 1.26.0

require (
	github.com/defenseunicorns/go-oscal v0.7.0
	github.com/owenrumney/go-sarif/v3 v3.3.1
	github.com/yannh/kubeconform v0.6.7
)
