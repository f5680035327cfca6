package examples;

import io.waxwing.DataStream;
import io.waxwing.Dataflow;
import io.waxwing.connector.StdOutSink;
import io.waxwing.testing.TestingSource;

/** A stream that is split in two, by type, and made one again. */
public final class Branching {
    sealed interface Shape {}

    record Circle(double radius) implements Shape {}

    record Square(double side) implements Shape {}

    private Branching() {}

    public static Dataflow flow() {
        var flow = new Dataflow("branching");
        DataStream<Shape> shapes =
                flow.input("shapes", TestingSource.of(new Circle(1), new Square(2), new Circle(3), new Square(4)));

        var kinds = shapes.branch("kind", Circle.class); // the trues are a DataStream<Circle>
        var circles = kinds.trues().map("circle_area", circle -> Math.PI * circle.radius() * circle.radius());
        var squares = kinds.falses().map("square_area", shape -> area((Square) shape));

        return DataStream.merge("areas", circles, squares)
                .map("format", "area %.2f"::formatted)
                .output("out", StdOutSink.of());
    }

    private static double area(Square square) {
        return square.side() * square.side();
    }
}
