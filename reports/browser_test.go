package reports

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	printer "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"bulkhead/audit/result"
)

// browser is a page in Chromium, with what its console said.
type browser struct {
	context.Context
	mutex   *sync.Mutex
	console *[]string
}

func (b browser) noted(text string) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	*b.console = append(*b.console, text)
}

// open starts Chromium, without a network, and opens the page.
func open(t *testing.T, text string) browser {
	t.Helper()
	path := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]), chromedp.ExecPath("chromium"), chromedp.NoSandbox,
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND"), chromedp.WSURLReadTimeout(2*time.Minute))
	allocated, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, cancel := chromedp.NewContext(allocated)
	t.Cleanup(cancel)
	b := browser{ctx, &sync.Mutex{}, &[]string{}}
	err := chromedp.Listen(ctx, func(event any) {
		switch event := event.(type) {
		case *runtime.EventConsoleAPICalled:
			b.noted(fmt.Sprintf("%s: %v", event.Type, event.Args))
		case *runtime.EventExceptionThrown:
			b.noted(event.ExceptionDetails.Text)
		case *log.EventEntryAdded: // what the content security policy refused, for one
			b.noted(event.Entry.Text)
		}
	})
	if err != nil {
		t.Fatalf("start Chromium (make components installs it): %v", err)
	}
	called(t, b, log.Enable, cdp.Empty{})
	b.do(t, chromedp.Navigate("file://"+path))
	return b
}

func (b browser) do(t *testing.T, action chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(b, action); err != nil {
		t.Fatal(err)
	}
}

// evaluated is what a script in the page gives; a promise is waited for.
func evaluated[T any](t *testing.T, b browser, script string) T {
	t.Helper()
	value, err := chromedp.Run(b, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// called is the answer to a command of the protocol.
func called[P, R any](t *testing.T, b browser, command cdp.Command[P, R], parameters P) R {
	t.Helper()
	answer, err := chromedp.Run(b, func(ctx context.Context, target *chromedp.Target) (R, error) {
		return cdp.Call(ctx, target, command, parameters)
	})
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

// show sets the part of the address behind the #, and returns how many findings the page then says that it shows.
func (b browser) show(t *testing.T, hash string) string {
	t.Helper()
	return evaluated[string](t, b, `new Promise(done => {
		const hash = "#`+hash+`", shown = () => done(document.getElementById("shown").textContent);
		if (location.hash === hash || location.hash + "#" === hash + location.hash) return shown();
		addEventListener("hashchange", shown, {once: true});
		location.hash = hash;
	})`)
}

// screenshot takes the first screen at a width, and holds the page to fit it.
func (b browser) screenshot(t *testing.T, name string, width, height int64) {
	t.Helper()
	called(t, b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: height, DeviceScaleFactor: 1, Mobile: width < 600})
	tooWide := evaluated[string](t, b, `(() => {
		scrollTo(0, 0);
		const edge = document.documentElement.clientWidth;
		if (document.documentElement.scrollWidth <= edge) return "";
		return [...document.body.querySelectorAll("*")].filter(e => e.getBoundingClientRect().right > edge && !e.parentElement.closest(".wide")).map(e => e.outerHTML.slice(0, 200)).join("\n");
	})()`)
	if tooWide != "" {
		t.Errorf("%s: the page is wider than %d pixels: %.1000s", name, width, tooWide)
	}
	picture, err := chromedp.Run(b, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	image, err := png.Decode(bytes.NewReader(picture))
	if err != nil || int64(image.Bounds().Dx()) != width {
		t.Errorf("%s: %v", name, err)
	}
	if dir := os.Getenv("BULKHEAD_SCREENSHOTS"); dir != "" { // for people to look at
		if err := os.WriteFile(filepath.Join(dir, name+".png"), picture, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// accessible holds the page, as it is shown now, to axe.
func (b browser) accessible(t *testing.T, state string) {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	axe, err := os.ReadFile(filepath.Join(cache, "bulkhead", "validators", "axe-core-4.10.3", "axe.min.js"))
	if err != nil {
		t.Fatalf("%v; make components puts it there", err)
	}
	text := evaluated[string](t, b, string(axe)+`;axe.run(document, {resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}).then(r =>
		JSON.stringify(r.violations.map(v => ({id: v.id, impact: v.impact, nodes: v.nodes.map(n => n.html + " " + n.failureSummary)}))))`)
	var violations []struct {
		ID, Impact string
		Nodes      []string
	}
	if err := json.Unmarshal([]byte(text), &violations); err != nil {
		t.Fatal(err)
	}
	for _, v := range violations {
		if v.Impact == "serious" || v.Impact == "critical" {
			t.Errorf("%s: %s, %s: %.1500s", state, v.ID, v.Impact, strings.Join(v.Nodes, "\n"))
		} else {
			t.Logf("%s: %s, %s", state, v.ID, v.Impact)
		}
	}
}

// TestChromiumPage looks at the page as people do.
func TestChromiumPage(t *testing.T) {
	r := sample()
	r.Isolation = corpora(t)["demo"].Isolation
	b := open(t, render(t, FormatHTML, r, Options{Catalogue: frameworksOf(), Gate: &Gate{Threshold: result.High}}))
	var first string
	for f := range r.Findings {
		first = f.Fingerprint
		break
	}
	for hash, want := range map[string]int{
		"text=": 42, "finding=" + first: 1, "framework=pss&requirement=restricted": 20, "framework=pss&requirement=baseline": 5, "framework=cis-kubernetes-1.12": 23,
		"text=gateway+PRIVILEGED": 1, "severity=critical": 3, "status=unknown": 4, "platform=libvirt": 4, "namespace=payments": 4, "control=kubernetes%2Fhost-path": 3,
		"platform=libvirt&severity=low": 2, "text=nothing+has+this": 0,
	} {
		if got := b.show(t, hash); got != fmt.Sprintf("%d of 42 findings", want) {
			t.Errorf("#%s shows %q, want %d", hash, got, want)
		}
	}
	// By hand: a filter is part of the address, which then is the link to the view.
	b.show(t, "text=")
	address := evaluated[string](t, b, `new Promise(done => {
		const select = document.getElementById("severity"), shown = document.getElementById("shown");
		new MutationObserver((_, observer) => { observer.disconnect(); done(location.hash); }).observe(shown, {childList: true, characterData: true, subtree: true});
		select.value = "critical";
		select.dispatchEvent(new Event("change", {bubbles: true}));
	})`)
	if address != "#severity=critical" {
		t.Errorf("a filter makes the address %q", address)
	}
	if bars := evaluated[int](t, b, `document.querySelectorAll("svg.ladder rect").length`); bars < 2*len(rungNames()) {
		t.Errorf("the ladder has %d bars", bars)
	}
	for _, scheme := range []string{"light", "dark"} {
		called(t, b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
		b.show(t, "finding="+first)
		b.accessible(t, scheme+", a finding")
		evaluated[int](t, b, `document.querySelectorAll(".block:first-of-type").forEach(d => d.open = true), 0`)
		b.show(t, "text=")
		b.accessible(t, scheme)
		b.screenshot(t, "desktop-"+scheme, 1280, 900)
		b.screenshot(t, "phone-"+scheme, 390, 844)
	}
	if printed := called(t, b, printer.PrintToPDF, printer.PrintToPDFParams{}).Data; !bytes.HasPrefix(printed, []byte("%PDF-")) || len(printed) < 20_000 {
		t.Errorf("it prints as %d bytes", len(printed))
	}
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if len(*b.console) > 0 {
		t.Errorf("the console says %q", *b.console)
	}
}
