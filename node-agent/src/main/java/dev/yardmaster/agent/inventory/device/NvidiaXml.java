package dev.yardmaster.agent.inventory.device;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Memory of the parts of divided GPUs, which only {@code nvidia-smi -q -x} tells. */
final class NvidiaXml {
    private final Map<String, Memory> parts = new HashMap<>();
    private final Map<Integer, Memory> ofGpu = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private int part = -1;

    /** In bytes. */
    record Memory(long total, long free) {}

    private NvidiaXml() {}

    /** By {@code UUID of the GPU + "/" + number of the part}. */
    static Map<String, Memory> parts(String xml) {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        NvidiaXml reader = new NvidiaXml();
        try {
            XMLStreamReader events = factory.createXMLStreamReader(new StringReader(xml));
            while (events.hasNext()) {
                reader.take(events.next(), events);
            }
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("no XML: " + e.getMessage(), e);
        }
        return reader.parts;
    }

    private void take(int event, XMLStreamReader at) {
        if (event == XMLStreamConstants.START_ELEMENT) {
            open.push(at.getLocalName());
        } else if (event == XMLStreamConstants.END_ELEMENT) {
            open.pop();
        } else if (event == XMLStreamConstants.CHARACTERS && !at.isWhiteSpace()) {
            text(at.getText().strip());
        }
    }

    /** The UUID of a GPU stands behind its parts. */
    private void text(String text) {
        String path = String.join("/", open.reversed());
        if (path.endsWith("/gpu/uuid")) {
            ofGpu.forEach((number, memory) -> parts.put(text + "/" + number, memory));
            ofGpu.clear();
        } else if (path.endsWith("/mig_device/index")) {
            part = Integer.parseInt(text);
        } else if (path.endsWith("/mig_device/fb_memory_usage/total")) {
            ofGpu.put(part, new Memory(bytes(text), 0));
        } else if (path.endsWith("/mig_device/fb_memory_usage/free")) {
            ofGpu.computeIfPresent(part, (_, known) -> new Memory(known.total(), bytes(text)));
        }
    }

    private static long bytes(String quantity) {
        return Cell.whole(quantity).orElse(0L) << 20;
    }
}
