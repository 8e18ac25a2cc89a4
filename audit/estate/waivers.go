package estate

// Where an object carries waivers of its own: a YAML list in this annotation of a Kubernetes object, or in the element <waivers> of
// this namespace in the metadata of a libvirt one. See package audit/waive.
const (
	WaiversAnnotation = "bulkhead/waivers"
	WaiversNamespace  = "urn:bulkhead:waivers"
	// WaiversElement is that element's key where collectors keep its text.
	WaiversElement = "{" + WaiversNamespace + "}waivers"
)
