package dev.yardmaster.server.catalog.source;

import dev.yardmaster.contract.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Stores' answers in XML; entities and document types are refused. */
public final class XmlAnswers {
    private XmlAnswers() {}

    private static DocumentBuilderFactory factory() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            return factory;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws ProblemException where it is none; the answer is not repeated */
    public static Element read(Origin origin, SourceHttp.Answer answer) {
        try {
            DocumentBuilder builder = factory().newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return builder.parse(new ByteArrayInputStream(answer.body())).getDocumentElement();
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw Refusals.unavailable(
                    "the answer about " + origin.address() + " is not what this kind of store answers",
                    "expected " + origin.address().scheme().form());
        }
    }

    /** Text of the first element of that name anywhere below; empty where there is none. */
    public static String text(Element below, String name) {
        NodeList found = below.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }

    public static Stream<Element> all(Element below, String name) {
        NodeList found = below.getElementsByTagName(name);
        return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
    }
}
