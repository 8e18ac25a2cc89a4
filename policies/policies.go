// Package policies embeds the controls, what they share, and the catalogues that they map to.
package policies

import "embed"

// FS holds PLATFORM/CONTROL.rego, edges/PLATFORM/EDGE.rego, lib/, frameworks/ and capabilities.json. The tests beside the controls come along, since
// embedding has no way to leave them out; nothing loads them.
//
//go:embed kubernetes libvirt node edges lib frameworks capabilities.json
var FS embed.FS
