package dev.yardmaster.agent.inventory.health;

import dev.yardmaster.agent.inventory.tool.Pci;
import dev.yardmaster.contract.node.Accelerator.Vendor;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads single lines of the kernel's log. */
final class KernelLines {
    private static final String BUS = "((?:PCI:)?[0-9a-fA-F]{4,8}:[0-9a-fA-F]{2}:[0-9a-fA-F]{2}(?:\\.[0-7])?)";
    private static final Pattern XID = Pattern.compile("NVRM: Xid \\(" + BUS + "\\)[^:]*: (\\d{1,4}), ?(.*)");
    private static final Pattern OFF_BUS = Pattern.compile("NVRM: .*?" + BUS + ".*fallen off the bus");
    private static final Pattern AMD = Pattern.compile("amdgpu " + BUS + ": (?:amdgpu: )?(.*)");
    private static final Pattern INTEL = Pattern.compile("(?:i915|xe) " + BUS + ": (.*)");
    private static final int MOST_TEXT = 200;

    private KernelLines() {}

    static Optional<KernelEvent> read(String line, Instant at) {
        if (line.contains("NVRM: loading NVIDIA")) {
            return Optional.of(new KernelEvent.DriverLoaded(Vendor.NVIDIA, at));
        }
        if (line.contains("amdgpu kernel modesetting enabled")) {
            return Optional.of(new KernelEvent.DriverLoaded(Vendor.AMD, at));
        }
        Matcher xid = XID.matcher(line);
        if (xid.find()) {
            return trouble(xid.group(1), new Symptom.Xid(Integer.parseInt(xid.group(2)), cut(xid.group(3)), 1), at);
        }
        Matcher off = OFF_BUS.matcher(line);
        if (off.find()) {
            return trouble(off.group(1), new Symptom.FellOffBus(), at);
        }
        Matcher amd = AMD.matcher(line);
        if (amd.find()) {
            return amd(amd.group(2)).flatMap(s -> trouble(amd.group(1), s, at));
        }
        Matcher intel = INTEL.matcher(line);
        return intel.find() ? intel(intel.group(2)).flatMap(s -> trouble(intel.group(1), s, at)) : Optional.empty();
    }

    private static Optional<Symptom> amd(String text) {
        if (text.matches("GPU reset\\(\\d+\\) failed.*") || text.contains("GPU reset end with ret = -")) {
            return Optional.of(new Symptom.AmdReset(true, cut(text)));
        }
        if (text.startsWith("GPU reset begin")) {
            return Optional.of(new Symptom.AmdReset(false, cut(text)));
        }
        return text.contains("uncorrectable hardware error") && !text.contains("no uncorrectable")
                ? Optional.of(new Symptom.EccUncorrected(1))
                : Optional.empty();
    }

    private static Optional<Symptom> intel(String text) {
        return text.contains("wedged") ? Optional.of(new Symptom.IntelWedged(cut(text))) : Optional.empty();
    }

    private static Optional<KernelEvent> trouble(String pci, Symptom symptom, Instant at) {
        return Pci.address(pci).map(p -> new KernelEvent.Trouble(p, symptom, at));
    }

    private static String cut(String text) {
        return text.length() > MOST_TEXT ? text.substring(0, MOST_TEXT) : text.strip();
    }
}
