package node

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"bulkhead/audit/estate"
)

// certificateDirs are where libvirt's daemons and its QEMUs look for certificates and keys.
func certificateDirs() []string {
	dirs := []string{"etc/pki/CA", "etc/pki/libvirt", "etc/pki/libvirt/private", "etc/pki/qemu"}
	for _, use := range []string{"backup", "chardev", "migrate", "nbd", "spice", "vnc", "vxhs"} {
		dirs = append(dirs, "etc/pki/libvirt-"+use)
	}
	return dirs
}

// isKey says that a file of these directories holds a private key, by the names that libvirt looks for.
func isKey(name string) bool { return strings.HasSuffix(name, "key.pem") }

// certificates lists the certificates of libvirt's and of QEMU's, as of the time now: {path, daysLeft, algorithm, bits,
// signature, ca}. Days are whole ones, rounded down, negative once it is out of date.
func certificates(r *openedRoot, now time.Time) *estate.Value {
	list := estate.ListOf()
	for _, dir := range certificateDirs() {
		names, err := r.list(dir)
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, errNotDirectory) {
			continue
		}
		if err != nil {
			list.Items = append(list.Items, estate.Item{Value: r.unread(dir, err)})
			continue
		}
		for _, name := range names {
			if path.Ext(name) != ".pem" || isKey(name) || strings.Contains(name, "crl") || !utf8.ValidString(name) {
				continue
			}
			file := path.Join(dir, name)
			text, err := r.read(file)
			if errors.Is(err, fs.ErrNotExist) || errors.Is(err, errNotRegular) {
				continue
			}
			if err != nil {
				list.Items = append(list.Items, estate.Item{Value: r.unread(file, err)})
				continue
			}
			list.Items = append(list.Items, certificatesIn(r, file, text, now)...)
		}
	}
	return list
}

func certificatesIn(r *openedRoot, file string, text []byte, now time.Time) []estate.Item {
	var items []estate.Item
	for {
		var block *pem.Block
		if block, text = pem.Decode(text); block == nil {
			return items
		}
		if block.Type != "CERTIFICATE" {
			continue
		}
		certificate, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			items = append(items, estate.Item{Value: r.unread(file, err)})
			continue
		}
		v := estate.MapOf(
			estate.Item{Key: "path", Value: estate.Text("/" + file)},
			estate.Item{Key: "daysLeft", Value: whole(daysUntil(certificate.NotAfter, now))},
			estate.Item{Key: "signature", Value: estate.Text(certificate.SignatureAlgorithm.String())},
			estate.Item{Key: "ca", Value: estate.Bool(certificate.IsCA)},
			estate.Item{Key: "algorithm", Value: estate.Text(certificate.PublicKeyAlgorithm.String())},
		)
		if bits := keyBits(certificate.PublicKey); bits > 0 {
			v.Items = append(v.Items, estate.Item{Key: "bits", Value: whole(bits)})
		}
		v.Source = sourceOf(file)
		items = append(items, estate.Item{Value: v})
	}
}

func daysUntil(end, now time.Time) int {
	const day = 24 * time.Hour
	left := end.Sub(now)
	days := int(left / day)
	if left < 0 && left%day != 0 {
		days--
	}
	return days
}

// keyBits is 0 for keys whose strength is not told by their length.
func keyBits(key any) int {
	switch key := key.(type) {
	case *rsa.PublicKey:
		return key.N.BitLen()
	case *ecdsa.PublicKey:
		return key.Curve.Params().BitSize
	case ed25519.PublicKey:
		return 256
	}
	return 0
}

func whole(n int) *estate.Value { return &estate.Value{Kind: estate.Number, Text: strconv.Itoa(n)} }
