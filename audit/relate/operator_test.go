package relate

import (
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"bulkhead/audit/estate"
	"bulkhead/audit/isolation"
)

func TestOperator(t *testing.T) {
	for text, want := range map[string]isolation.Operator{
		`{}`: {Wall: "none"},
		`{"launchSecurity": {"type": "sev", "policy": "0x0001"}}`:                              {Wall: "sev"},
		`{"launchSecurity": {"type": "sev", "policy": "0x0007", "dhCert": {}, "session": {}}}`: {Wall: "sev-es", Attested: true},
		`{"launchSecurity": {"type": "sev-snp", "policy": "0x30000"}}`:                         {Wall: "sev-snp"},
		`{"launchSecurity": {"type": "sev-snp", "idAuth": "x"}}`:                               {Wall: "sev-snp", Attested: true},
		`{"launchSecurity": {"type": "tdx", "quoteGenerationService": {}}}`:                    {Wall: "tdx", Attested: true},
		`{"launchSecurity": {"type": "s390-pv"}}`:                                              {Wall: "s390-pv"},
	} {
		v, err := estate.DecodeJSON(jsontext.NewDecoder(strings.NewReader(text)), nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := operatorOf(v); got != want {
			t.Errorf("%s: %+v", text, got)
		}
	}
	for handler, want := range map[string]string{
		"kata-qemu-snp": "sev-snp", "kata-qemu-nvidia-gpu-tdx": "tdx", "kata-qemu-se-runtime-rs": "s390-pv", "kata-sev": "sev", "kata-qemu": "none",
		"runsc": "none", "kata-qemu-coco-dev": "none", "other-tdx": "none", "": "none",
	} {
		if got := isolation.OperatorOfHandler(handler); got.Wall != want {
			t.Errorf("%s: %+v", handler, got)
		}
	}
}
