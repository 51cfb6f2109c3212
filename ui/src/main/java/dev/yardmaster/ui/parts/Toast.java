package dev.yardmaster.ui.parts;

import com.vaadin.flow.component.notification.Notification;

/** A short word that something was done. */
public final class Toast {
    private static final int SHOWN_MILLIS = 4000;

    private Toast() {}

    public static void show(String sentence) {
        Notification.show(sentence, SHOWN_MILLIS, Notification.Position.BOTTOM_END);
    }
}
