package extract

func refuse(head []byte, in input) error { return nil }
