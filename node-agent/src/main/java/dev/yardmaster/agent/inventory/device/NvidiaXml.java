package dev.yardmaster.agent.inventory.device;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads {@code nvidia-smi -q -x}: whatever stands between tags, by the path of the tags. */
final class NvidiaXml {
    static final List<String> COMMAND = List.of("nvidia-smi", "-q", "-x");
    private static final String PART = "mig_device";

    private final Deque<String> open = new ArrayDeque<>();
    private final Map<String, String> document = new HashMap<>();
    private final List<Gpu> gpus = new ArrayList<>();
    private Map<String, String> gpu = new HashMap<>();
    private List<Map<String, String>> parts = new ArrayList<>();

    /**
     * One GPU as it is told.
     *
     * @param values by path below the GPU: {@code fb_memory_usage/total}
     * @param parts of a divided one, by path below the part
     */
    record Gpu(Map<String, String> values, List<Map<String, String>> parts) {}

    /** In bytes. */
    record Memory(long total, long free) {}

    /** All GPUs in the order of their numbers. */
    record Document(String driver, List<Gpu> gpus) {}

    private NvidiaXml() {}

    static Document read(String xml) {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        NvidiaXml reader = new NvidiaXml();
        try {
            XMLStreamReader events = factory.createXMLStreamReader(new StringReader(xml));
            while (events.hasNext()) {
                reader.take(events.next(), events);
            }
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("no XML: " + e.getMessage(), e);
        }
        return new Document(reader.document.getOrDefault("driver_version", ""), reader.gpus);
    }

    /** Memory of the parts of divided GPUs, by {@code UUID of the GPU + "/" + number of the part}. */
    static Map<String, Memory> parts(String xml) {
        Map<String, Memory> memory = new HashMap<>();
        for (Gpu each : read(xml).gpus()) {
            for (Map<String, String> part : each.parts()) {
                memory.put(each.values().getOrDefault("uuid", "") + "/" + part.getOrDefault("index", ""), memory(part));
            }
        }
        return memory;
    }

    static Memory memory(Map<String, String> values) {
        return new Memory(bytes(values, "fb_memory_usage/total"), bytes(values, "fb_memory_usage/free"));
    }

    private static long bytes(Map<String, String> values, String path) {
        return Cell.whole(values.getOrDefault(path, "")).orElse(0L) << 20;
    }

    private void take(int event, XMLStreamReader at) {
        if (event == XMLStreamConstants.START_ELEMENT) {
            open.addLast(at.getLocalName());
            if (at.getLocalName().equals(PART)) {
                parts.add(new HashMap<>());
            }
        } else if (event == XMLStreamConstants.END_ELEMENT) {
            if (open.removeLast().equals("gpu")) {
                gpus.add(new Gpu(gpu, parts));
                gpu = new HashMap<>();
                parts = new ArrayList<>();
            }
        } else if (event == XMLStreamConstants.CHARACTERS && !at.isWhiteSpace()) {
            text(at.getText().strip());
        }
    }

    private void text(String text) {
        List<String> path = List.copyOf(open);
        int part = path.indexOf(PART);
        int whole = path.indexOf("gpu");
        if (part >= 0) {
            parts.getLast().put(below(path, part), text);
        } else {
            (whole >= 0 ? gpu : document).put(below(path, Math.max(whole, 0)), text);
        }
    }

    private static String below(List<String> path, int element) {
        return String.join("/", path.subList(Math.min(element + 1, path.size()), path.size()));
    }
}
