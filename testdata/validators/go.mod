// Modules whose schemas the tests hold reports to, pinned; the tests read them in the module cache, and nothing is built from them.
// A module of its own, so that the product's go.mod stays short.
module bulkhead/testdata/validators

go 1.26.0

require (
	github.com/defenseunicorns/go-oscal v0.7.0
	github.com/openreports/reports-api v0.2.1
	github.com/owenrumney/go-sarif/v3 v3.3.1
	github.com/valllabh/ocsf-schema-golang v1.0.3
	github.com/yannh/kubeconform v0.6.7
	sigs.k8s.io/wg-policy-prototypes v0.0.0-20241007222821-25056e1f3eb5
)
