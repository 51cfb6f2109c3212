package dev.yardmaster.agent.doctor;

import java.io.IOException;
import java.util.List;

/** Looks at one matter. Changes nothing on the host. */
interface Check {
    List<Finding> look() throws IOException;
}
