-- Step 2: what is read from pictures of screens.
--
-- A record that was seen on a picture has confidence, unsure and basis; any other has none of the three. A place on a
-- picture, a box, takes the columns of a place: `row_no` is y × 2³² + x of its upper left corner, `row_end` is
-- −(height × 2³² + width) − 1, which no end of bytes is. A version that does not know this would show records of
-- pictures wrongly, so the level rises to 2.

ALTER TABLE message ADD COLUMN confidence INTEGER; -- least confidence of its characters, in thousandths; NULL: no picture
ALTER TABLE message ADD COLUMN unsure INTEGER; -- bits: 1 text, 2 amount, 4 time, 8 side, 16 kind, 32 id, 64 cut off
ALTER TABLE message ADD COLUMN basis INTEGER; -- what its time rests on: 0 bill, 1 export, 2 label, 3 between labels, 4 user, 5 file

ALTER TABLE transfer ADD COLUMN confidence INTEGER; -- as of a message
ALTER TABLE transfer ADD COLUMN unsure INTEGER; -- as of a message
ALTER TABLE transfer ADD COLUMN basis INTEGER; -- as of a message

ALTER TABLE reading ADD COLUMN screen TEXT; -- canonical JSON of what the picture shows and which engine read it; NULL: no picture
